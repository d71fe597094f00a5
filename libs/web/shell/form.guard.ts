import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#kernel/config';
import { AppError, isApexPage, isPage, pathOf, takesFile } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { FormParts } from './form-parts.js';
import { FormTokens, tokenField, tokenHeader } from './form-tokens.js';
import { isSameSite } from './same-site.js';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Before everything that a page sends: it has to come from a page of this community, or of the platform's own, and to carry
 * its token. Global, so that no form can be made without it. A form with files is a stream, of which no more is read than its token.
 */
@Injectable()
export class FormGuard implements CanActivate {
  constructor(
    private readonly tokens: FormTokens,
    private readonly parts: FormParts,
    private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const path = pathOf(request.url);
    const isApex = isApexPage(path);
    if (reading.has(request.method) || !(isApex || isPage(path))) return true;
    const here = isApex ? { hosts: [this.config.platformHost] } : tenantScope.current();
    if (!isSameSite(request, here)) throw new AppError('form.elsewhere');
    const { body, headers, routeOptions } = request;
    if ((routeOptions.config as Partial<typeof takesFile>).takesFile && request.isMultipart()) {
      await this.parts.open(request, http.getResponse<FastifyReply>());
      return true;
    }
    const given = (body as Record<string, unknown> | undefined)?.[tokenField] ?? headers[tokenHeader];
    if (!this.tokens.isRight(request, given)) throw new AppError('form.outdated');
    return true;
  }
}
