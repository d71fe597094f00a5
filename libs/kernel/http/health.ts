import { Controller, Get, Injectable, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Whether this process answers the requests of every active community. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  private ready = false;

  set(ready: boolean): void {
    this.ready = ready;
  }

  get answer(): { code: number; body: { status: string } } {
    return this.ready ? { code: 200, body: { status: 'ready' } } : { code: 503, body: { status: 'not ready' } };
  }

  beforeApplicationShutdown(): void {
    this.ready = false;
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
