import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fastify, type FastifyInstance, type InjectOptions } from 'fastify';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { AppError } from '#kernel/http';

/** A Redis that has not answered in this time, in milliseconds, is treated as one that is not there. */
const patience = 1_000;

export interface BoardPlace {
  /** Of Redis. */
  readonly url: string;
  /** Path of the board. */
  readonly path: string;
  /** Queues that it shows. */
  readonly names: readonly string[];
  /** Of the keys in Redis. */
  prefix(): Promise<string>;
}

export interface BoardAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/**
 * Bull Board, for looking and for changing: an application of its own each, which is asked without a socket. Nothing of
 * it is loaded, and no connection made, before somebody asks for it; it looks at the queues of others, and works none.
 */
export class QueueBoards {
  private readonly boards = new Map<boolean, Promise<FastifyInstance>>();
  private redis?: Promise<Redis>;
  private queues?: Promise<Queue[]>;

  constructor(private readonly place: BoardPlace) {}

  async ask(mayChange: boolean, question: InjectOptions): Promise<BoardAnswer> {
    const redis = await (this.redis ??= this.connect());
    await reach(redis);
    const board = await this.board(mayChange, redis);
    const { statusCode: status, headers, rawPayload } = await board.inject(question);
    const type = String(headers['content-type'] ?? 'application/octet-stream');
    return { status, type, body: type.startsWith('text/html') ? withoutStrangers(rawPayload) : rawPayload };
  }

  async close(): Promise<void> {
    for (const board of await Promise.allSettled(this.boards.values()))
      if (board.status === 'fulfilled') await board.value.close();
    (await this.redis)?.disconnect();
  }

  /** Made once; again where that has failed. */
  private board(mayChange: boolean, redis: Redis): Promise<FastifyInstance> {
    const known = this.boards.get(mayChange);
    if (known) return known;
    const board = this.open(mayChange, redis);
    this.boards.set(mayChange, board);
    board.catch(() => this.boards.delete(mayChange));
    return board;
  }

  private async connect(): Promise<Redis> {
    const { Redis: Client } = await import('ioredis');
    const redis = new Client(this.place.url, {
      connectTimeout: patience,
      commandTimeout: 2 * patience,
      disconnectTimeout: 100,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      retryStrategy: (times) => Math.min(100 * times, 2_000),
    });
    redis.on('error', () => undefined); // whoever asks is told
    return redis;
  }

  private async open(mayChange: boolean, redis: Redis): Promise<FastifyInstance> {
    const { createBullBoard } = await import('@bull-board/api');
    const { BullMQAdapter } = await import('@bull-board/api/bullMQAdapter');
    const { FastifyAdapter } = await import('@bull-board/fastify');
    const queues = await (this.queues ??= this.openQueues(redis).catch(this.forgetQueues));
    const serverAdapter = new FastifyAdapter();
    serverAdapter.setBasePath(this.place.path);
    createBullBoard({
      queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: !mayChange, allowRetries: false })),
      serverAdapter,
      options: { uiConfig: { boardTitle: 'Paopao Cloud' } },
    });
    const board = fastify({ routerOptions: { ignoreTrailingSlash: true } });
    await board.register(serverAdapter.registerPlugin(), { prefix: this.place.path });
    return board;
  }

  private readonly forgetQueues = (error: unknown): never => {
    this.queues = undefined;
    throw error;
  };

  private async openQueues(connection: Redis): Promise<Queue[]> {
    const { Queue: JobQueue } = await import('bullmq');
    const prefix = await this.place.prefix();
    return this.place.names.map((name) => {
      const look = { prefix, skipWaitingForReady: true, skipMetasUpdate: true };
      const queue = new JobQueue(name, { connection, ...look });
      queue.on('error', () => undefined);
      return queue;
    });
  }
}

/** Whoever asks while Redis is away is told so within a second. */
async function reach(redis: Redis): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  try {
    const late = pause(patience, undefined, { ref: false, signal }).then(() => {
      throw new Error('Redis has not answered in time.');
    });
    await Promise.race([whenReady(redis, signal).then(() => redis.ping()), late]);
  } catch {
    throw new AppError('server.busy', {}, 'Redis does not answer. Tasks go on without it: see /platform/v1/jobs.');
  } finally {
    over.abort();
  }
}

async function whenReady(redis: Redis, signal: AbortSignal): Promise<void> {
  if (redis.status === 'ready') return;
  const closed = once(redis, 'close', { signal }).then(() => {
    throw new Error('The connection to Redis could not be made.');
  });
  await Promise.race([once(redis, 'ready', { signal }), closed]);
}

/** The page names fonts on a host of others; it does as well without them. */
const withoutStrangers = (html: Buffer): Buffer =>
  Buffer.from(html.toString('utf8').replace(/<link\b[^>]*\bhref="(https?:)?\/\/[^>]*>\s*/g, ''));
