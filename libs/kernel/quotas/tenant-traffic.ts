import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#kernel/config';
import { AppError, Traffic } from '#kernel/http';
import type { Tenant } from '#kernel/scope';
import { RequestRates } from './request-rates.js';
import { UsageMeter } from './usage-meter.js';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets in so many requests of one community at once, and so many in a second, that others find a free connection; and
 * counts them. In the way of every request: no promise, no statement.
 */
@Injectable()
export class TenantTraffic extends Traffic {
  private readonly inFlight = new Map<number, number>();
  private readonly inside = new WeakMap<FastifyRequest, number>();

  constructor(
    private readonly config: Config,
    private readonly rates: RequestRates,
    private readonly meter: UsageMeter,
  ) {
    super();
  }

  refuse({ id }: Tenant, reply: FastifyReply): AppError | undefined {
    const putOff = this.refusal(id);
    if (!putOff) return undefined;
    this.meter.count(id, 'refused');
    void reply.header('retry-after', '1');
    return putOff;
  }

  enter({ id }: Tenant, request: FastifyRequest, reply: FastifyReply): void {
    this.inFlight.set(id, this.countInFlight(id) + 1);
    this.inside.set(request, id);
    reply.raw.once('close', () => {
      this.leave(request);
      this.meter.count(id, 'bytes_out', lengthIn(reply.getHeader('content-length')));
    });
    this.note(id, request);
  }

  pass({ id }: Tenant, request: FastifyRequest, bytes: number): void {
    this.note(id, request);
    this.meter.count(id, 'bytes_out', bytes);
  }

  leave(request: FastifyRequest): void {
    const id = this.inside.get(request);
    if (id === undefined) return;
    this.inside.delete(request);
    const left = this.inFlight.get(id)! - 1;
    if (left > 0) this.inFlight.set(id, left);
    else this.inFlight.delete(id);
  }

  /** How many requests of a community are being answered by this process. */
  countInFlight(tenantId: number): number {
    return this.inFlight.get(tenantId) ?? 0;
  }

  private refusal(id: number): AppError | undefined {
    if (this.countInFlight(id) >= this.config.tenantInFlight) return new AppError('server.busy');
    if (this.config.rateLimits && !this.rates.take(id)) return new AppError('request.too-many');
    return undefined;
  }

  private note(id: number, { method, headers }: FastifyRequest): void {
    this.meter.count(id, 'requests');
    if (!reading.has(method)) this.meter.count(id, 'writes');
    const length = lengthIn(headers['content-length']);
    if (length > 0) this.meter.count(id, 'bytes_in', length);
  }
}

function lengthIn(header: unknown): number {
  const length = Number(header);
  return Number.isSafeInteger(length) && length > 0 ? length : 0;
}
