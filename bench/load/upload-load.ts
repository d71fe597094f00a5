import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

export interface UploadLoad {
  readonly port: number;
  readonly host: string;
  readonly token: string;
  readonly type: string;
  readonly contentType: string;
  /** Files that are sent in turn. */
  readonly files: readonly string[];
  readonly connections: number;
  /** Ends after so many uploads, and not before. */
  readonly uploads: number;
  /** And then, however many there were. */
  readonly seconds?: number;
  /** Milliseconds between an answer and the next upload of its connection. */
  readonly pauseMs?: number;
}

export interface UploadOutcome {
  readonly seconds: number;
  readonly bytes: number;
  readonly failed: number;
  readonly firstFailure?: string;
  /** Where the files are, of the first few. */
  readonly contents: readonly string[];
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const boundary = 'paopao-bench-boundary';

/** A process of its own: sends forms with a file as a browser does, over connections that stay open. */
async function main(): Promise<void> {
  const load = JSON.parse(await text(process.stdin)) as UploadLoad;
  const forms = load.files.map((file) => formOf(load, readFileSync(file)));
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const times: number[] = [];
  let [next, bytes, failed] = [0, 0, 0];
  const contents: string[] = [];
  let firstFailure: string | undefined;
  const since = performance.now();
  const until = since + (load.seconds ?? Infinity) * 1000;
  const lane = async (): Promise<void> => {
    while (next < load.uploads && performance.now() < until) {
      const form = forms[next++ % forms.length]!;
      const asked = performance.now();
      const { failure, content } = await send(load, agent, form).catch((error: Error) => ({
        failure: error.message,
        content: '',
      }));
      times.push(performance.now() - asked);
      if (failure === null) bytes += form.length;
      else failed += 1;
      firstFailure ??= failure ?? undefined;
      if (content && contents.length < 100) contents.push(content);
      if (load.pauseMs) await pause(load.pauseMs);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, lane));
  const seconds = (performance.now() - since) / 1000;
  agent.destroy();
  const outcome: UploadOutcome = {
    contents,
    seconds,
    bytes,
    failed,
    p50: slowest(times, 0.5),
    p99: slowest(times, 0.99),
    ...(firstFailure && { firstFailure }),
  };
  process.stdout.write(JSON.stringify(outcome));
}

/** Of so large a share of all. */
function slowest(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Answers what was wrong with the answer, or null; and where the file is. */
async function send(
  { port, host, token }: UploadLoad,
  agent: Agent,
  form: Buffer,
): Promise<{ failure: string | null; content: string }> {
  const headers = {
    host,
    authorization: token,
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': form.length,
  };
  const outgoing = request({ agent, host: 'localhost', port, path: '/v1/attachment', method: 'POST', headers });
  outgoing.end(form);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const said = await text(answer);
  const { code, data } = JSON.parse(said) as { code: number; data?: { content?: string } };
  const content = data?.content ?? '';
  const isRight = answer.statusCode === 200 && code === 0 && content.startsWith(`http://${host}/`);
  return { failure: isRight ? null : `${answer.statusCode} ${said.slice(0, 300)}`, content };
}

function formOf({ type, contentType }: UploadLoad, bytes: Buffer): Buffer {
  const head = [
    `--${boundary}\r\nContent-Disposition: form-data; name="type"\r\n\r\n${type}\r\n`,
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\nContent-Type: ${contentType}\r\n\r\n`,
  ];
  return Buffer.concat([Buffer.from(head.join('')), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

await main();
