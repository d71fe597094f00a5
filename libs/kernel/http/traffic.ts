import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tenant } from '#kernel/scope';
import type { AppError } from './app-error.js';

/** What the requests of one community have to pass, so that they leave room for those of others. */
export abstract class Traffic {
  /** Counts a request in until its answer has ended; or says how it is refused. */
  abstract enter(tenant: Tenant, request: FastifyRequest, reply: FastifyReply): AppError | undefined;
  /** What stays open for long and only waits is not in the way of others any more. */
  abstract leave(request: FastifyRequest): void;
}
