import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface RawForm {
  readonly host: string;
  readonly token: string;
  readonly type?: string;
  /** What the client calls the bytes. */
  readonly as: string;
  readonly filename?: string;
  readonly bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** Said to come; else the form comes in chunks, of unknown length. */
  readonly length?: number;
  /** Ends the connection before the form ends. */
  readonly breaksOff?: boolean;
}

export interface RawReply {
  /** 0: the server said nothing. */
  readonly status: number;
  readonly code: number | null;
  readonly text: string;
}

const boundary = 'hostile-boundary';
const quiet = 20_000;

/** A form over a socket of its own, which keeps to no rule that a browser keeps to. */
export async function sendRaw(port: number, form: RawForm): Promise<RawReply> {
  const socket = connect({ port, host: '127.0.0.1' });
  const answered = replyOf(socket);
  await writeForm(socket, form).catch(() => undefined); // the server may have had enough
  if (form.breaksOff) socket.destroy();
  return answered;
}

async function writeForm(socket: Socket, form: RawForm): Promise<void> {
  const { head, tail } = partsOf(form);
  const isChunked = form.length === undefined;
  const length = isChunked
    ? 'Transfer-Encoding: chunked'
    : `Content-Length: ${head.length + form.length + tail.length}`;
  const lines = [
    'POST /v1/attachment HTTP/1.1',
    `Host: ${form.host}`,
    `Authorization: Bearer ${form.token}`,
    `Content-Type: multipart/form-data; boundary=${boundary}`,
    length,
  ];
  const put = (bytes: Uint8Array): Promise<void> => write(socket, isChunked ? chunk(bytes) : bytes);
  await write(socket, Buffer.from(`${lines.join('\r\n')}\r\n\r\n`));
  await put(head);
  for await (const bytes of form.bytes) await put(bytes);
  if (form.breaksOff) return;
  await put(tail);
  if (isChunked) await write(socket, Buffer.from('0\r\n\r\n'));
}

function partsOf({ type = 'public/image', as, filename = 'file' }: RawForm): { head: Buffer; tail: Buffer } {
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="type"\r\n\r\n${type}\r\n` +
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: ${as}\r\n\r\n`;
  return { head: Buffer.from(head), tail: Buffer.from(`\r\n--${boundary}--\r\n`) };
}

const chunk = (bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

async function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (socket.destroyed || socket.readableEnded) throw new Error('The server has closed the connection.');
  if (!socket.write(bytes))
    await new Promise<void>((resolve) => {
      const go = (): void => {
        socket.off('drain', go).off('close', go);
        resolve();
      };
      socket.once('drain', go).once('close', go);
    });
}

function replyOf(socket: Socket): Promise<RawReply> {
  return new Promise((resolve) => {
    let text = '';
    socket.setTimeout(quiet, () => socket.destroy());
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      if (isWhole(text)) socket.destroy(); // also in the middle of what is being sent
    });
    socket.on('error', () => undefined); // what came before it counts
    socket.on('close', () =>
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0),
        code: Number(/"code":(\d+)/.exec(text)?.[1] ?? Number.NaN) || null,
        text: text.slice(0, 2_000),
      }),
    );
  });
}

function isWhole(text: string): boolean {
  const [head = '', body] = text.split('\r\n\r\n', 2);
  return body !== undefined && body.length >= Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
}

/** So many bytes, made as they are sent. */
export function* endless(first: Buffer, bytes: number): Generator<Buffer> {
  yield first;
  const block = Buffer.alloc(256 * 1024, 'x');
  for (let left = bytes - first.length; left > 0; left -= block.length)
    yield block.subarray(0, Math.min(left, block.length));
}

/** A byte now and then, for so long. */
export async function* slowly(bytes: Buffer, every: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1) {
    yield bytes.subarray(at, at + 1);
    await pause(every);
  }
}
