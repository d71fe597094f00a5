import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError, isPage, pathOf, takesFile } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { FormTokens, tokenField } from './form-tokens.js';
import { isSameSite } from './same-site.js';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);
/** By scripts of ours, whose requests are no forms. */
const tokenHeader = 'x-form-token';

/**
 * Before everything that a page sends: it has to come from a page of this community, and to carry its token. Global, so
 * that no form can be made without it. A form with files is read as a stream, and says its token there: `FormParts`.
 */
@Injectable()
export class FormGuard implements CanActivate {
  constructor(private readonly tokens: FormTokens) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (reading.has(request.method) || !isPage(pathOf(request.url))) return true;
    if (!isSameSite(request, tenantScope.current())) throw new AppError('form.elsewhere');
    const { body, headers, routeOptions } = request;
    if ((routeOptions.config as Partial<typeof takesFile>).takesFile) return true;
    const given = (body as Record<string, unknown> | undefined)?.[tokenField] ?? headers[tokenHeader];
    if (!this.tokens.isRight(request, given)) throw new AppError('form.outdated');
    return true;
  }
}
