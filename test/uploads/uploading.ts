import { createHash, randomBytes } from 'node:crypto';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Person } from '../support/person.js';

export const MiB = 1024 * 1024;

/** Looks like a film to who reads its beginning. */
export const filmOf = (size: number): Buffer =>
  Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypisom\0\0\u0002\0isommp41'),
    randomBytes(Math.max(0, size - 24)),
  ]);

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const metadataOf = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

export const film = { type: 'public/video', filetype: 'video/mp4' };

export interface Said {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A client of the protocol that can be cut anywhere; sends to whichever process it is told. */
export class Client {
  constructor(
    readonly person: Person,
    private readonly more: Record<string, string> = {},
  ) {}

  announce(port: number, length: number, fields: Record<string, string> = film): Promise<Said> {
    const headers = { 'upload-length': String(length), 'upload-metadata': metadataOf(fields) };
    return this.send(port, 'POST', '/v1/uploads', { headers });
  }

  /** Its address. */
  async begin(port: number, length: number, fields: Record<string, string> = film): Promise<string> {
    const { status, headers, body } = await this.announce(port, length, fields);
    if (status !== 201) throw new Error(`${status} ${body}`);
    return headers.location!;
  }

  async offset(port: number, path: string): Promise<number> {
    const { status, headers } = await this.send(port, 'HEAD', path);
    if (status !== 200) throw new Error(`HEAD says ${status}`);
    return Number(headers['upload-offset']);
  }

  patch(port: number, path: string, bytes: Buffer, offset: number): Promise<Said> {
    return said(this.opened(port, path, bytes.length, offset).end(bytes));
  }

  /** Sends so much, and then breaks the connection. */
  async cut(
    port: number,
    path: string,
    bytes: Buffer,
    { offset, after }: { offset: number; after: number },
  ): Promise<void> {
    const sending = this.opened(port, path, bytes.length, offset);
    sending.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      sending.on('response', () => resolve());
      sending.on('error', () => resolve());
      sending.write(bytes.subarray(0, after), () => resolve());
    });
    sending.destroy();
  }

  /** A PATCH of so many bytes, none of which are sent yet. */
  opened(port: number, path: string, length: number, offset: number): ClientRequest {
    const headers = {
      'content-type': 'application/offset+octet-stream',
      'content-length': String(length),
      'upload-offset': String(offset),
    };
    return this.request(port, 'PATCH', path, headers);
  }

  send(
    port: number,
    method: string,
    path: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: Buffer } = {},
  ): Promise<Said> {
    return said(this.request(port, method, path, headers).end(body));
  }

  private request(port: number, method: string, path: string, headers: Record<string, string>): ClientRequest {
    const { host, token } = this.person;
    return request({
      ...{ host: '127.0.0.1', port, method, path, agent: false },
      headers: {
        ...{ host, 'tus-resumable': '1.0.0', ...this.more, ...headers },
        ...(token && { authorization: `Bearer ${token}` }),
      },
    });
  }
}

export const said = (sending: ClientRequest): Promise<Said> =>
  new Promise((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      text(response).then((body) => resolve({ status, headers, body }), reject);
    });
  });

export async function until(condition: () => boolean | Promise<boolean>, what = 'it'): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what} does not come to pass.`);
}
