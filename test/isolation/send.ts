import { connect } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isApexPage, isPage, type Route } from '#kernel/http';
import { Config } from '#kernel/config';
import { scope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { FormTokens } from '#web/shell';
import type { Answer, Call } from './wire.js';

export interface Sender {
  readonly host: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  /** Gives tokens for forms, where the application that is asked may be broken. */
  readonly healthy?: NestFastifyApplication;
}

/** Calls a route as it is in the route table, with what the call puts in its place. */
export async function send(app: NestFastifyApplication, route: Route, call: Call, from: Sender): Promise<Answer> {
  if (isPage(route.url) || isApexPage(route.url)) return sendByBrowser(app, route, call, from);
  const answer = await app.inject({
    method: route.method as 'GET',
    url: targetOf(route, call),
    headers: headersOf(call, from),
    ...(call.body !== undefined && { payload: payloadOf(call) }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body };
}

/** With the cookie that browsers are known by and, where something is sent, the token of a form of theirs. */
async function sendByBrowser(app: NestFastifyApplication, route: Route, call: Call, from: Sender): Promise<Answer> {
  const { token, headers, healthy = app, ...rest } = from;
  const held = route.method === 'GET' ? cookieOf(token) : await formHeaders(healthy, from.host, token);
  const sent = {
    method: route.method as 'GET',
    url: targetOf(route, call),
    headers: { ...headersOf(call, { ...rest, headers: { ...headers, ...held } }) },
    ...(call.body !== undefined && { payload: payloadOf(call) }),
  };
  if (sent.headers['accept'] === 'text/event-stream') return firstOf(app, sent);
  const answer = await app.inject(sent);
  return { status: answer.statusCode, headers: answer.headers, body: answer.body };
}

interface Sent {
  readonly method: 'GET';
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** An event stream has no end: what comes first is its answer. */
async function firstOf(app: NestFastifyApplication, sent: Sent): Promise<Answer> {
  const answer = await app.inject({ ...sent, payloadAsStream: true });
  let body = '';
  for await (const chunk of answer.stream()) {
    body += String(chunk);
    if (body.includes('\n\n')) break;
  }
  answer.raw.res.destroy();
  return { status: answer.statusCode, headers: answer.headers, body: body.split('\n\n', 1)[0]! };
}

const cookieOf = (session: string | undefined): Record<string, string> =>
  session === undefined ? {} : { cookie: `session=${session}` };

async function formHeaders(
  app: NestFastifyApplication,
  host: string,
  session: string | undefined,
): Promise<Record<string, string>> {
  const tenant = await app.get(TenantDirectory, { strict: false }).findByHost(host);
  if (!tenant && host !== app.get(Config, { strict: false }).platformHost) throw new Error(`${host} is no community.`);
  const guest = 'somebody';
  return {
    cookie: session === undefined ? `guest=${guest}` : `session=${session}`,
    'x-form-token': scope.run(tenant ? { tenant } : {}, () =>
      app.get(FormTokens, { strict: false }).of(session ?? guest),
    ),
    'sec-fetch-site': 'same-origin',
  };
}

/** The same over a socket of its own, with a request target in absolute form that names `target`. */
export function sendAbsolute(
  port: number,
  route: Route,
  call: Call,
  from: Sender & { target: string },
): Promise<Answer> {
  const payload = Buffer.from(call.body === undefined ? '' : payloadOf(call));
  const headers = {
    ...headersOf(call, from),
    ...(isPage(route.url) && cookieOf(from.token)),
    'content-length': String(payload.length),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const start = `${route.method} http://${from.target}${targetOf(route, call)} HTTP/1.1`;
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const chunks: Buffer[] = [];
    socket.setTimeout(5_000, () => socket.destroy(new Error('No answer.')));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
    socket.on('close', () => {
      const [head = '', ...body] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
      resolve({ status: Number(head.split(' ')[1]), headers: { head }, body: body.join('\r\n\r\n') });
    });
    socket.write(Buffer.concat([Buffer.from([start, ...lines, '', ''].join('\r\n')), payload]));
  });
}

function targetOf({ url }: Route, { parameters = [], query }: Call): string {
  const left = [...parameters];
  const path = url.replace(/:\w+|\*\w*/g, () => String(left.shift()));
  return query
    ? `${path}?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}`
    : path;
}

function headersOf({ body, headers }: Call, { host, token, headers: more }: Sender): Record<string, string> {
  return {
    host,
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...headers,
    ...more,
  };
}

const payloadOf = ({ body }: Call): string | Buffer =>
  typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
