import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tenant } from '#kernel/scope';
import type { AppError } from './app-error.js';

/** What the requests of one community have to pass, so that they leave room for those of others. */
export abstract class Traffic {
  /** How a request is refused, if it has to come again later. */
  abstract refuse(tenant: Tenant, reply: FastifyReply): AppError | undefined;
  /** Counts a request in until its answer has ended. */
  abstract enter(tenant: Tenant, request: FastifyRequest, reply: FastifyReply): void;
  /** Counts a request that was answered at once, with so many bytes. */
  abstract pass(tenant: Tenant, request: FastifyRequest, bytes: number): void;
  /** What stays open for long and only waits is not in the way of others any more. */
  abstract leave(request: FastifyRequest): void;
}
