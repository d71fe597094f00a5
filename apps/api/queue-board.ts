import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#kernel/config';
import { AppError } from '#kernel/http';
import { taskClasses, TaskFigures } from '#kernel/jobs';
import { parseUrl } from '#kernel/url';
import { AuditLog } from '#platform/audit';
import {
  allows,
  mayUse,
  type OperatorAccount,
  OperatorRoleInsufficient,
  OperatorScopeMissing,
  OperatorsService,
  scopeOf,
} from '#platform/operators';
import { QueueBoards } from './queue-boards.js';

const path = '/platform/queues';
/** The board can pause a queue and throw away what is in it. */
const leastToChange = 'admin';
/**
 * All that may be changed: how a queue runs, and whether what is in it stays. Jobs are tickets of tasks: to add, edit,
 * move or retry one has no sense, and a false one would only be dropped.
 */
const sensible = [
  /^(pause|resume)$/,
  /^[\w-]+\/(pause|resume|empty|obliterate|concurrency|rate-limit|rate-limit\/release)$/,
  /^[\w-]+\/(clean\/[a-z-]+|[\w:.-]+\/clean)$/,
];

const refusal =
  'Jobs cannot be added, edited or retried here, for they are only the tickets of tasks: see /platform/v1/jobs. ' +
  'Queues can be paused, limited and emptied.';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

/** Bull Board for operators, with their token as Bearer or, in a browser, as the password of any user. */
export function serveQueueBoard(app: NestFastifyApplication): void {
  const desk = new QueueDesk(app);
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const handler = (request: FastifyRequest, reply: FastifyReply) => desk.answer(request, reply);
  server.route({ method: 'GET', url: path, handler });
  server.route({ method: ['GET', 'POST', 'PUT', 'PATCH'], url: `${path}/*`, handler });
  server.addHook('onClose', () => desk.close());
}

/** Lets operators in to the board, each as far as the role allows, and notes what they change. */
class QueueDesk {
  private readonly operators: OperatorsService;
  private readonly audit: AuditLog;
  private readonly boards?: QueueBoards;

  constructor(app: NestFastifyApplication) {
    this.operators = app.get(OperatorsService);
    this.audit = app.get(AuditLog);
    const { redisUrl: url } = app.get(Config);
    const prefix = () => app.get(TaskFigures).transportPrefix();
    if (url) this.boards = new QueueBoards({ url, path, names: taskClasses, prefix });
  }

  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    void reply.header('content-security-policy', policy).header('x-content-type-options', 'nosniff');
    void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    try {
      return await this.show(request, reply);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.status === 401)
        void reply.header('www-authenticate', 'Basic realm="Paopao Cloud, password: operator token", charset="UTF-8"');
      if (!request.headers.accept?.includes('text/html')) throw error;
      return reply.status(error.status).type('text/html; charset=utf-8').send(page(error.message));
    }
  }

  async close(): Promise<void> {
    await this.boards?.close();
  }

  private async show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const operator = await this.enter(request);
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    const refused = refusalOf(operator, request.method);
    if (refused && changes) await this.note(operator, request, refused.status);
    if (refused) throw refused;
    if (!this.boards)
      throw new AppError(
        'request.not-found',
        {},
        'There are no queues in Redis, for REDIS_URL is not set: see /platform/v1/jobs for the tasks.',
      );
    if (changes && !isSensible(request)) {
      const error = new AppError('member.forbidden', {}, refusal);
      await this.note(operator, request, error.status);
      throw error;
    }
    const { status, type, body } = await this.boards.ask(!refusalOf(operator, 'PUT'), {
      method: request.method as 'GET',
      url: request.url,
      ...(changes && { headers: { 'content-type': 'application/json' }, payload: bodyOf(request) }),
    });
    if (changes) await this.note(operator, request, status);
    if (status < 300 && /\.\w{8,}\.(js|css)$/.test(request.url))
      void reply.header('cache-control', 'private, max-age=86400, immutable'); // its name is of its content
    return reply.status(status).type(type).send(body);
  }

  private async enter(request: FastifyRequest): Promise<OperatorAccount> {
    const token = tokenIn(request.headers.authorization);
    const operator = token === undefined ? null : await this.operators.findByToken(token);
    if (!operator) throw new AppError('operator.token-invalid');
    if (isOfAnotherSite(request)) throw new AppError('member.forbidden', {}, 'Another site may not change queues.');
    return { ...operator, address: request.ip };
  }

  private async note(operator: OperatorAccount, { method, url }: FastifyRequest, status: number): Promise<void> {
    await this.audit.record(operator, { action: 'queue.change', details: { method, path: url.slice(0, 500) }, status });
  }
}

/** Why an operator with this token may not send such a request; null: they may. */
function refusalOf(operator: OperatorAccount, method: string): AppError | null {
  const isReading = method === 'GET' || method === 'HEAD';
  const role = isReading ? 'read' : leastToChange;
  if (!allows(operator.role, role)) return new OperatorRoleInsufficient(operator.role, role);
  const scope = scopeOf(method, path);
  return mayUse(operator, scope) ? null : new OperatorScopeMissing(scope);
}

function isSensible({ method, url }: FastifyRequest): boolean {
  const [at = ''] = url.split('?');
  const root = `${path}/api/queues/`;
  return method === 'PUT' && at.startsWith(root) && sensible.some((form) => form.test(at.slice(root.length)));
}

function tokenIn(authorization = ''): string | undefined {
  const [, scheme, value = ''] = /^(Bearer|Basic) +(\S+) *$/i.exec(authorization) ?? [];
  const token = scheme?.toLowerCase() === 'basic' ? passwordIn(value) : value;
  return /^[\x21-\x7e]{16,200}$/.test(token) ? token : undefined;
}

const passwordIn = (credentials: string): string =>
  Buffer.from(credentials, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '');

/** A browser gives a password that it knows to the requests of any site; only those of this one may change something. */
function isOfAnotherSite({ method, headers }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (site !== undefined && site !== 'same-origin') return true;
  return origin !== undefined && parseUrl(origin)?.host !== host;
}

function bodyOf({ body }: FastifyRequest): string {
  return typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype
    ? JSON.stringify(body)
    : '{}';
}

const page = (text: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Queues</title>` +
  `<body style="font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">` +
  `<h1>Queues</h1><p>${text.replace(/[<>&]/g, (letter) => `&#${letter.charCodeAt(0)};`)}</p></body></html>\n`;
