import { useS3Server } from '../../../../test/support/s3-server.js';
import { checkStoreContract } from './check-store.contract.js';

const s3 = useS3Server();
checkStoreContract('S3', (builder) => s3().change(builder));
