import type { FastifyInstance } from 'fastify';

export interface Route {
  readonly method: string;
  readonly url: string;
}

/**
 * The routes as Fastify has them, whoever registered them. Generated tests go by this table, so that no route can be
 * left out of them by being no controller.
 */
export class RouteTable {
  private readonly list: Route[] = [];

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) this.list.push({ method: one, url });
    });
  }

  get routes(): readonly Route[] {
    return this.list;
  }
}
