import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, ErrorFilter } from '#kernel/http';
import { Log } from '#kernel/logging';
import { attemptOf, OperatorRoleInsufficient, OperatorScopeMissing } from '#platform/operators';
import { AuditLog } from './audit.service.js';

/** Notes what an operator tried and was refused: each refused change, and each lack of authority. */
@Catch(AppError)
@Injectable()
export class AuditRefusals implements ExceptionFilter {
  constructor(
    private readonly audit: AuditLog,
    private readonly answers: ErrorFilter,
    private readonly log: Log,
  ) {}

  async catch(error: AppError, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    try {
      await this.note(error, request);
    } catch (failure) {
      this.log.error('A refusal could not be noted in the audit log.', failure as Error); // the refusal stands
    }
    this.answers.answer(error, request, http.getResponse<FastifyReply>());
  }

  private async note(error: AppError, request: FastifyRequest): Promise<void> {
    const attempt = attemptOf(request);
    if (!attempt) return; // whoever has no valid token could fill the log
    if (attempt.action === undefined && !lacksAuthority(error)) return;
    await this.audit.record(attempt.operator, {
      action: attempt.action ?? `${request.method} ${request.routeOptions.url}`,
      tenantId: tenantIn(request),
      details: { error: error.code },
      status: error.status,
    });
  }
}

const lacksAuthority = (error: AppError): boolean =>
  error instanceof OperatorRoleInsufficient || error instanceof OperatorScopeMissing;

function tenantIn({ params, routeOptions: { url } }: FastifyRequest): number | undefined {
  const { id } = params as { id?: string };
  return url?.includes('/tenants/:id') && id !== undefined && /^[1-9]\d{0,14}$/.test(id) ? Number(id) : undefined;
}

/** For every controller of the platform API. */
export const Audited = (): ClassDecorator => UseFilters(AuditRefusals) as ClassDecorator;
