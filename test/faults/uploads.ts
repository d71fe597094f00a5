import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Author } from './community.js';
import type { Wire } from './wire.js';

export interface SentFile {
  readonly author: Author;
  /** Its address. */
  readonly content: string;
}

export interface FileState {
  readonly state: string;
  readonly reason: string;
  readonly variants: readonly string[];
}

const boundary = 'fault-boundary';

/** A file as a browser sends it; acknowledged, or this throws. */
export async function upload(
  { port, host }: { readonly port: number; readonly host: string },
  author: Author,
  { type, as, bytes }: { readonly type: string; readonly as: string; readonly bytes: Buffer },
): Promise<SentFile> {
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="type"\r\n\r\n${type}\r\n` +
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\nContent-Type: ${as}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = {
    host,
    authorization: `Bearer ${author.token}`,
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': body.length,
  };
  const sent = request({ host: '127.0.0.1', port, method: 'POST', path: '/v1/attachment', headers });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const said = await text(answer);
  const { code, data } = JSON.parse(said) as { code: number; data?: { content: string } };
  if (code !== 0 || !data) throw new Error(`An upload was answered with ${answer.statusCode}: ${said.slice(0, 300)}`);
  return { author, content: data.content };
}

/** As its author is told. */
export async function stateOf(wire: Wire, host: string, { author, content }: SentFile): Promise<FileState> {
  const path = `/v1/attachment/state?content=${encodeURIComponent(content)}`;
  const answer = await wire.insist<{ list?: FileState[] } & FileState>({ host, path, token: author.token });
  return answer.list?.[0] ?? answer;
}
