import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import { fastify } from 'fastify';

export interface BareStore {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export type BareTarget = { readonly folder: string } | BareStore;

/**
 * A process of its own: Fastify alone, that parses the same forms and pipes their files to a folder, or by the SDK to the
 * same store. Says its port when it listens.
 */
const target = JSON.parse(await text(process.stdin)) as BareTarget;
const keep = 'folder' in target ? toFolder(target.folder) : await toStore(target);
const server = fastify({ bodyLimit: 1024 * 1024 * 1024 });
await server.register(multipart, { limits: { fileSize: Infinity } });
server.post('/v1/attachment', async (request, reply) => {
  for await (const part of request.parts()) if (part.type === 'file') await keep(part.file);
  return reply.send({ code: 0, data: { content: `http://${request.headers.host}/` } });
});
await server.listen({ port: 0, host: 'localhost' });
const { port } = server.addresses()[0] as AddressInfo;
process.stdout.write(`${port}\n`);

function toFolder(folder: string) {
  return (file: Readable): Promise<void> => pipeline(file, createWriteStream(join(folder, randomUUID())));
}

async function toStore({ endpoint, bucket, accessKeyId, secretAccessKey }: BareStore) {
  const [{ S3Client }, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  const client = new S3Client({
    endpoint,
    forcePathStyle: true,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  return async (Body: Readable): Promise<void> => {
    await new Upload({ client, params: { Bucket: bucket, Key: `bare/${randomUUID()}`, Body } }).done();
  };
}
