import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Answer, Data, Person } from './person.js';

/** A field of a form, or a file in it. */
export type FormPart =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly bytes: Buffer; readonly type: string; readonly filename?: string };

export const boundary = 'paopao-boundary';

/** As a browser writes it. */
export function formOf(parts: readonly FormPart[]): Buffer {
  const written = parts.flatMap((part) => {
    const file = 'bytes' in part ? `; filename="${part.filename ?? 'file'}"\r\nContent-Type: ${part.type}` : '';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${part.name}"${file}\r\n\r\n`;
    return [Buffer.from(head), 'bytes' in part ? part.bytes : Buffer.from(part.value), Buffer.from('\r\n')];
  });
  return Buffer.concat([...written, Buffer.from(`--${boundary}--\r\n`)]);
}

/** Somebody who sends forms; `file` answers what an upload answers. */
export class Uploader {
  constructor(
    private readonly app: NestFastifyApplication,
    private readonly person: Person,
  ) {}

  async send(payload: Buffer, type = `multipart/form-data; boundary=${boundary}`): Promise<Answer> {
    const { host, token } = this.person;
    const headers = { host, 'content-type': type, ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await this.app.inject({ method: 'POST', url: '/v1/attachment', headers, payload });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  }

  /** `as`: what the client calls the bytes. */
  attempt(type: string, bytes: Buffer, as: string): Promise<Answer> {
    return this.send(
      formOf([
        { name: 'type', value: type },
        { name: 'file', bytes, type: as },
      ]),
    );
  }

  async file(type: string, bytes: Buffer, as: string): Promise<Data & { content: string }> {
    const { status, body } = await this.attempt(type, bytes, as);
    if (status !== 200) throw new Error(`${status} ${body}`);
    return (JSON.parse(body) as { data: Data & { content: string } }).data;
  }
}
