import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#kernel/config';
import { AppError, ErrorFilter } from '#kernel/http';
import { isSurelyOurs, valuesOf } from '#web/shell';
import { CreateForms } from './create-forms.js';

/**
 * A form whose token has run out, because its page was open for more than a day: what was typed stands in a new one. Only
 * where a browser says that it comes from a page of ours, so that no other page can put words into somebody's mouth.
 */
@Catch(AppError)
@Injectable()
export class LateApexForms implements ExceptionFilter {
  constructor(
    private readonly config: Config,
    private readonly forms: CreateForms,
    private readonly errors: ErrorFilter,
  ) {}

  catch(error: AppError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const isLate = error.code === 'form.outdated' && request.method === 'POST';
    if (!isLate || !isSurelyOurs(request, { hosts: [this.config.platformHost] }))
      return this.errors.answer(error, request, reply);
    this.forms.refuse(request, reply, { typed: valuesOf(request.body), error });
  }
}
