import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** From where, and with what, somebody calls: as the connection and the headers say. */
export interface Device {
  readonly ip: string;
  readonly userAgent: string;
}

export const CurrentDevice = createParamDecorator((_: unknown, context: ExecutionContext): Device => {
  const { ip, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return { ip, userAgent: (headers['user-agent'] ?? '').slice(0, 300) };
});
