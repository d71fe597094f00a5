import { useS3Server } from '../../../test/support/s3-server.js';
import { purgeFilesContract } from './purge-files.contract.js';

const s3 = useS3Server();
purgeFilesContract('S3', (builder) => s3().change(builder));
