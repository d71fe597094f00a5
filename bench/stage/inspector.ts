import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:http';
import type { Duplex } from 'node:stream';

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Another Node process, spoken to by the inspector that it has opened (the Chrome DevTools Protocol). */
export class Inspector {
  private asked = 0;
  private received = Buffer.alloc(0);
  private readonly waiting = new Map<number, (reply: Reply) => void>();

  private constructor(private readonly socket: Duplex) {
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', () => undefined); // `close` follows
    socket.on('close', () => this.giveUp());
  }

  /** The address is as the process prints it: ws://127.0.0.1:9229/… */
  static async connect(address: string): Promise<Inspector> {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    };
    const request = get(address.replace('ws:', 'http:'), { headers });
    const [, socket] = (await once(request, 'upgrade')) as [unknown, Duplex];
    return new Inspector(socket);
  }

  async ask<Result = unknown>(method: string, params: object = {}): Promise<Result> {
    const id = ++this.asked;
    const replied = new Promise<Reply>((resolve) => this.waiting.set(id, resolve));
    if (this.socket.destroyed) this.giveUp();
    else this.socket.write(textFrame(JSON.stringify({ id, method, params })));
    const { result, error } = await replied;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as Result;
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (let frame = firstFrame(this.received); frame; frame = firstFrame(this.received)) {
      this.received = this.received.subarray(frame.end);
      const reply = JSON.parse(frame.text) as Reply;
      this.waiting.get(reply.id ?? 0)?.(reply); // what has no number is news that nobody asked for
      this.waiting.delete(reply.id ?? 0);
    }
  }

  private giveUp(): void {
    for (const resolve of this.waiting.values()) resolve({ error: { message: 'the process has ended' } });
    this.waiting.clear();
  }
}

/** One whole WebSocket message of less than 126 bytes, masked as a client has to. */
function textFrame(text: string): Buffer {
  const [mask, payload] = [randomBytes(4), Buffer.from(text)];
  if (payload.length > 125) throw new Error(`Too long for one frame: ${text}`);
  const masked = payload.map((byte, index) => byte ^ mask[index % 4]!);
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length]), mask, masked]);
}

/** Node sends each message whole and unmasked. Null while it has not come in full. */
function firstFrame(bytes: Buffer): { text: string; end: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes[1]! & 0x7f;
  const begin = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < begin) return null;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = begin + length;
  return bytes.length < end ? null : { text: bytes.toString('utf8', begin, end), end };
}
