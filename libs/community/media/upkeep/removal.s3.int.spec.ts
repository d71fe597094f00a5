import { useS3Server } from '../../../../test/support/s3-server.js';
import { removalContract } from './removal.contract.js';

const s3 = useS3Server();
removalContract('S3', (builder) => s3().change(builder));
