import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { useS3Server } from './s3-server.js';

describe('the S3 server of the suites', () => {
  const server = useS3Server();

  it('keeps what it is given, and refuses another key', async () => {
    const { bucket, client, settings } = server();
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'a/b', Body: 'bytes' }));
    expect(await server().keys()).toEqual(['a/b']);
    const credentials = { accessKeyId: settings.S3_ACCESS_KEY_ID, secretAccessKey: 'wrong' };
    const { S3_ENDPOINT: endpoint, S3_REGION: region } = settings;
    const stranger = new S3Client({ endpoint, region, forcePathStyle: true, credentials });
    const reading = stranger.send(new GetObjectCommand({ Bucket: bucket, Key: 'a/b' }));
    await expect(reading).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    stranger.destroy();
  });
});
