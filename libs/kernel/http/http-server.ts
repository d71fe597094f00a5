import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Config, StartError } from '#kernel/config';
import { Siblings } from '#kernel/siblings';
import { InvalidHost, SecuredHosts, TenantDirectory } from '#kernel/tenancy';
import { takeBodies, takeForm } from './bodies.js';
import { refuseUnstorableText } from './clean-text.js';
import { success, WireJson } from './envelope.js';
import { ErrorFilter } from './error-filter.js';
import { Health, probes, Readiness } from './health.js';
import { KeptAnswers } from './kept-answers.js';
import { RequestGate } from './request-gate.js';
import { RequestHosts } from './request-hosts.js';
import { RouteTable } from './route-table.js';
import { SharedJson } from './shared-json.js';
import { Traffic } from './traffic.js';
import { apexTarget, tlsQuestion } from './surfaces.js';
import { TlsQuestions } from './tls-questions.js';
import { answerWhenHeard } from './told-writes.js';

/** Requests in flight get this long to end when the process is asked to stop. */
const grace = 9_000;
const bodyLimit = 1024 * 1024;

/** The HTTP side of a process: the adapter to create the application with, its hooks, listening and stopping. */
export class HttpServer {
  readonly routes = new RouteTable();
  readonly adapter: FastifyAdapter;
  private readonly fastify: FastifyInstance;
  private readonly hosts = new RequestHosts();
  private management?: FastifyInstance;
  private filter?: ErrorFilter;
  private gate?: RequestGate;

  constructor(private readonly config: Config) {
    this.fastify = fastify({
      genReqId: () => randomUUID(),
      trustProxy: config.trustedProxies.length ? [...config.trustedProxies] : false,
      bodyLimit,
      requestTimeout: 600_000, // of a whole request: an upload of 100 MiB over a slow line takes minutes
      routerOptions: { ignoreTrailingSlash: true },
      rewriteUrl: (request: IncomingMessage) => this.targetOf(request),
      // What fails before it has a route, such as /%zz, is answered like everything else.
      frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
        this.filter?.answer(error, request, reply),
      clientErrorHandler: (_error: Error, socket: Socket) => refuseUnparsable(socket),
    });
    // Before the hooks of the adapter, which most requests need none of: what is answered at once is spared them.
    this.fastify.addHook('onRequest', (request, reply, done) => this.gate!.onRequest(request, reply, done));
    this.adapter = new FastifyAdapter(this.fastify as never);
    this.routes.watch(this.fastify);
  }

  /** Between creating the application and its `init()`: hooks see only routes that come after them. */
  prepare(app: NestFastifyApplication): void {
    this.filter = app.get(ErrorFilter);
    this.gate = new RequestGate(
      app.get(Config),
      app.get(TenantDirectory),
      app.get(Readiness),
      this.hosts,
      app.get<Traffic>(Traffic),
      app.get(SecuredHosts),
      app.get(KeptAnswers),
    );
    answerWhenHeard(this.fastify, app.get(Siblings), app.get(TenantDirectory));
    takeBodies(this.adapter, bodyLimit); // after the gate, which comes first of all
    this.fastify.addHook('preValidation', (request, _reply, done) => {
      if (!request.isMultipart()) return done(unstorable(request));
      void takeForm(request).then(() => done(unstorable(request)));
    });
    this.fastify.addHook('onRoute', (route) => {
      if (route.url.startsWith('/v1')) Object.assign(route, envelopeHooks(app.get(KeptAnswers)));
    });
    this.fastify.setReplySerializer((payload) => {
      if (payload instanceof WireJson) return payload.json;
      return Buffer.isBuffer(payload) ? (payload as unknown as string) : JSON.stringify(payload);
    });
    this.fastify.addHook('preClose', (done) => {
      this.endConnections(this.fastify.server as Server);
      done();
    });
    this.fastify.addHook('onClose', async () => this.management?.close());
  }

  /** Serves, and from then on is ready. */
  async listen(app: NestFastifyApplication): Promise<void> {
    await app.listen(this.config.port, this.config.listenHost);
    await this.listenForProbes(app);
    app.get(Readiness).set(true);
  }

  /** On the management port, where there is one: all that a process has to answer that serves no requests. */
  async listenForProbes(app: NestFastifyApplication): Promise<void> {
    const { managementPort: port, listenHost: host } = this.config;
    if (port === undefined) return;
    this.management = serveProbes(app.get(Health), app.get(TlsQuestions));
    await this.management.listen({ port, host }).catch((error: Error & { code?: string }) => {
      if (error.code !== 'EADDRINUSE') throw error;
      throw new StartError(`The management port ${port} is in use: set MANAGEMENT_PORT to another one.`);
    });
  }

  /** What it is routed by. A host that is none is refused by the gate, which comes next. */
  private targetOf(request: IncomingMessage): string {
    const { url = '/' } = request;
    try {
      return this.hosts.of(request) === this.config.platformHost ? apexTarget(url) : url;
    } catch (error) {
      if (error instanceof InvalidHost) return url;
      throw error;
    }
  }

  /** While the server closes: each connection as soon as its request is answered, and all of them when it takes too long. */
  private endConnections(server: Server): void {
    const idle = setInterval(() => server.closeIdleConnections(), 50).unref();
    const all = setTimeout(() => server.closeAllConnections(), grace).unref();
    server.once('close', () => {
      clearInterval(idle);
      clearTimeout(all);
    });
  }
}

function serveProbes(health: Health, tls: TlsQuestions): FastifyInstance {
  const server = fastify({ forceCloseConnections: true });
  for (const name of probes) {
    server.get(`/${name}`, async (_request, reply) => {
      const { code, type, body } = await health[name]();
      return reply.status(code).type(type).send(body);
    });
  }
  server.get<{ Querystring: { domain?: unknown } }>(tlsQuestion, async ({ query }, reply) =>
    reply.status(await tls.ask(query.domain)).send(),
  );
  return server;
}

/** Answers of `/v1` get their envelope here, without an interceptor in the way of every request. */
const envelopeHooks = (kept: KeptAnswers) => ({
  preSerialization: (
    request: FastifyRequest,
    reply: FastifyReply,
    payload: unknown,
    done: (error: null, payload: unknown) => void,
  ) => {
    if (payload instanceof SharedJson) return done(null, kept.keep(request, reply, payload));
    done(null, isEnvelope(payload) ? payload : success(payload));
  },
  onSend: (
    _request: FastifyRequest,
    reply: FastifyReply,
    payload: unknown,
    done: (error: null, payload: unknown) => void,
  ) => {
    if (reply.statusCode === 304 || (payload !== undefined && payload !== null && payload !== ''))
      return done(null, payload);
    void reply.type('application/json; charset=utf-8');
    done(null, '{"code":0,"msg":"success"}');
  },
});

const isEnvelope = (payload: unknown): boolean =>
  typeof payload === 'object' && payload !== null && 'code' in payload && 'msg' in payload;

function unstorable({ query, params, body }: FastifyRequest): Error | undefined {
  try {
    for (const part of [query, params, body]) refuseUnstorableText(part);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function refuseUnparsable(socket: Socket): void {
  if (!socket.writable) return;
  const body = '{"code":10001,"msg":"Not an HTTP request.","error":"request.invalid"}';
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
