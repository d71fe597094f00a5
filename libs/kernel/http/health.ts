import { Controller, Get, Injectable, Res, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Dispatcher } from '#kernel/jobs';
import { Metrics } from '#kernel/metrics';
import { DatabasePulse } from './database-pulse.queries.js';

/** A loop that runs tasks and has not come round for so long, in milliseconds, will not by itself. */
const mostIdle = 30_000;

/** Whether this process does what it is for: answer the requests of every active community, or run tasks. */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private ready = false;
  private stopped = false;
  private runsTasksOnly = false;

  /** From the first moment of a shutdown on: no new request is begun. */
  get stopping(): boolean {
    return this.stopped;
  }

  get isReady(): boolean {
    return this.ready;
  }

  /** Who answers requests says itself why one fails; of a process without, only this tells that it can do nothing. */
  get needsDatabase(): boolean {
    return this.runsTasksOnly;
  }

  set(ready: boolean): void {
    this.ready = ready;
  }

  /** Of a process that serves no requests. */
  setRunningTasks(): void {
    this.ready = true;
    this.runsTasksOnly = true;
  }

  /** The first of the hooks, before tasks are waited for and the socket is closed. */
  onModuleDestroy(): void {
    this.ready = false;
    this.stopped = true;
  }
}

export interface ProbeAnswer {
  readonly code: number;
  readonly type: string;
  readonly body: string;
}

export const probes = ['livez', 'readyz', 'metrics'] as const;

const answer = (code: number, status: string): ProbeAnswer => ({
  code,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify({ status }),
});

/** What who looks after processes asks them, wherever it is asked. */
@Injectable()
export class Health implements Record<(typeof probes)[number], () => Promise<ProbeAnswer>> {
  constructor(
    private readonly readiness: Readiness,
    private readonly dispatcher: Dispatcher,
    private readonly database: DatabasePulse,
    private readonly figures: Metrics,
  ) {}

  /** 503 asks to be killed. A database that is away is no reason: the next process would wait for it too. */
  async livez(): Promise<ProbeAnswer> {
    const stuck = this.dispatcher.idleFor > mostIdle && (await this.database.answers());
    return stuck ? answer(503, 'its tasks stand still') : answer(200, 'alive');
  }

  async readyz(): Promise<ProbeAnswer> {
    const { isReady, needsDatabase } = this.readiness;
    if (!isReady) return answer(503, 'not ready');
    if (needsDatabase && !(await this.database.answers())) return answer(503, 'no database');
    return answer(200, 'ready');
  }

  async metrics(): Promise<ProbeAnswer> {
    return { code: 200, type: this.figures.contentType, body: await this.figures.read() };
  }
}

@Controller()
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('livez')
  async live(@Res() reply: FastifyReply): Promise<void> {
    await give(reply, this.health.livez());
  }

  @Get('readyz')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    await give(reply, this.health.readyz());
  }

  @Get('metrics')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    await give(reply, this.health.metrics());
  }
}

async function give(reply: FastifyReply, asked: Promise<ProbeAnswer>): Promise<void> {
  const { code, type, body } = await asked;
  await reply.status(code).type(type).send(body);
}
