import { useS3Server } from '../../../../test/support/s3-server.js';
import { directUploadsContract } from './direct-uploads.contract.js';

directUploadsContract('in a folder', (builder) => builder);

describe('in S3', () => {
  const s3 = useS3Server();
  directUploadsContract('in S3', (builder) => s3().change(builder));
});
