import { Controller, Get, Injectable, Res, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Whether this process answers the requests of every active community. */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private ready = false;
  private stopped = false;

  /** From the first moment of a shutdown on: no new request is begun. */
  get stopping(): boolean {
    return this.stopped;
  }

  set(ready: boolean): void {
    this.ready = ready;
  }

  get answer(): { code: number; body: { status: string } } {
    return this.ready ? { code: 200, body: { status: 'ready' } } : { code: 503, body: { status: 'not ready' } };
  }

  /** The first of the hooks, before tasks are waited for and the socket is closed. */
  onModuleDestroy(): void {
    this.ready = false;
    this.stopped = true;
  }
}

@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('livez')
  live(): { status: string } {
    return { status: 'alive' };
  }

  @Get('readyz')
  ready(@Res({ passthrough: true }) reply: FastifyReply): { status: string } {
    const { code, body } = this.readiness.answer;
    reply.status(code);
    return body;
  }
}
