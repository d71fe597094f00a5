import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isServerBusy } from '#kernel/database';
import { chooseLocale, localeOf } from '#kernel/i18n';
import { Log } from '#kernel/logging';
import { scope } from '#kernel/scope';
import { InvalidHost } from '#kernel/tenancy';
import { AppError } from './app-error.js';
import { CommunityAway } from './community-away.js';
import { cookieIn } from './cookies.js';
import { failure } from './envelope.js';
import { awayPage, errorPage, errorPagePolicy } from './error-page.js';
import { isApexPage, pathOf, surfaceOf } from './surfaces.js';
import type { ErrorName } from './wire-codes.js';

const namesByStatus: Readonly<Record<number, ErrorName>> = {
  400: 'request.invalid',
  401: 'auth.token-invalid',
  403: 'member.forbidden',
  404: 'request.not-found',
  405: 'request.not-found',
  413: 'request.body-too-large',
  414: 'request.not-found', // no address is as long as that
  415: 'request.media-type',
  429: 'request.too-many',
  503: 'server.stopping',
};

/** The one place where an error becomes an answer. What is no refusal is logged once and answered without details. */
@Catch()
@Injectable()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const error = this.refusalOf(thrown, request);
    if (reply.sent) return;
    this.prepare(error, request, reply);
    const path = pathOf(request.url);
    if (surfaceOf(path) === 'platform' && !isApexPage(path)) this.sendProblem(error, request, reply);
    else if (path === '/v1' || path.startsWith('/v1/') || path === '/objects') this.sendEnvelope(error, request, reply);
    else this.sendPage(error, request, reply);
  }

  /** What every refusal says in its head, whatever stands below it. */
  prepare(error: AppError, request: FastifyRequest, reply: FastifyReply): void {
    if (error.status === 503 && !reply.hasHeader('retry-after')) void reply.header('retry-after', '30');
    if (error.status === 401 && surfaceOf(pathOf(request.url)) === 'platform' && !reply.hasHeader('www-authenticate'))
      void reply.header('www-authenticate', 'Bearer');
    void reply.header('cache-control', 'no-store').status(error.status);
  }

  /** As what it is answered; what is no refusal is noted here. */
  refusalOf(thrown: unknown, request: FastifyRequest): AppError {
    if (thrown instanceof AppError) return thrown;
    if (thrown instanceof InvalidHost) return new AppError('host.invalid', {}, thrown.message);
    if (isServerBusy(thrown)) {
      this.log.warn('A request was put off: the database did not take it.', thrown as Error);
      return new AppError('server.busy');
    }
    const status = statusOf(thrown);
    const name = status === undefined ? undefined : namesByStatus[status];
    if (name) return new AppError(name, status === 400 ? { fields: [(thrown as Error).message] } : {});
    this.log.error('A request failed.', thrown instanceof Error ? thrown : { thrown }, {
      method: request.method,
      route: request.routeOptions.url,
    });
    return new AppError('internal');
  }

  private sendEnvelope(error: AppError, request: FastifyRequest, reply: FastifyReply): void {
    const unrouted = error.code === 'request.not-found' && request.routeOptions.url === undefined;
    if (!unrouted) return void reply.send(failure(error, language(request)));
    // As the original answers what it has no route for.
    const known = ['GET', 'POST', 'DELETE', 'PUT', 'PATCH'].some((method) =>
      request.server.hasRoute({ method: method as 'GET', url: pathOf(request.url) }),
    );
    if (known) reply.status(405);
    void reply.send(known ? { code: 405, msg: 'Method Not Allowed' } : { code: 404, msg: 'Not Found' });
  }

  private sendProblem(error: AppError, request: FastifyRequest, reply: FastifyReply): void {
    const body = {
      type: `urn:paopao:problem:${error.code}`,
      title: error.message,
      status: error.status,
      error: error.code,
      ...error.details,
      request_id: request.id,
    };
    void reply.type('application/problem+json').send(JSON.stringify(body));
  }

  private sendPage(error: AppError, request: FastifyRequest, reply: FastifyReply): void {
    const isAway = error instanceof CommunityAway;
    const shown = language(request, isAway ? error.community.locale : undefined);
    const { msg } = failure(error, shown);
    const path = pathOf(request.url);
    const home = isApexPage(path) || (scope.current().tenant !== undefined && surfaceOf(path) !== 'media');
    const told = { status: error.status, message: String(msg), requestId: request.id };
    void reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', errorPagePolicy)
      .header('x-content-type-options', 'nosniff')
      .send(isAway ? awayPage({ ...told, ...error.community }, shown) : errorPage(told, shown, home));
  }
}

/** Errors of Fastify and Nest that stand for a refusal, by their HTTP status. */
function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (!(thrown instanceof Error) || !('statusCode' in thrown)) return undefined;
  const fromFastify = 'code' in thrown && String(thrown.code).startsWith('FST_');
  return fromFastify ? Number(thrown.statusCode) : undefined;
}

/** What somebody has chosen for a community's pages counts first; see `Pages`. */
function language({ headers }: FastifyRequest, usual = scope.current().tenant?.locale ?? 'en'): 'zh' | 'en' {
  const chosen = cookieIn(headers.cookie, '__Host-language') ?? cookieIn(headers.cookie, 'language') ?? '';
  return (localeOf(chosen) ?? chooseLocale(headers['accept-language'], usual)) === 'zh-CN' ? 'zh' : 'en';
}
