import type { FastifyInstance } from 'fastify';
import type { KeptRoute } from './kept-answers.js';

export interface Route {
  readonly method: string;
  readonly url: string;
  /** Tables of which its answers to guests are made, where these are kept. */
  readonly madeOf?: readonly string[];
}

/**
 * The routes as Fastify has them, whoever registered them. Generated tests go by this table, so that no route can be
 * left out of them by being no controller.
 */
export class RouteTable {
  private readonly list: Route[] = [];

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ method, url, config }) => {
      const { madeOf } = (config ?? {}) as KeptRoute;
      for (const one of [method].flat()) this.list.push({ method: one, url, ...(madeOf && { madeOf }) });
    });
  }

  get routes(): readonly Route[] {
    return this.list;
  }
}
