import type { Client, errors as Errors } from '@opensearch-project/opensearch';
import type { Config } from '#kernel/config';
import type { Log } from '#kernel/logging';
import { SearchStoreUnusable } from '../search-store.js';
import { Breaker } from './opensearch-breaker.js';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** A text is sent as it is: lines of JSON. */
  readonly body?: object | string;
}

/** What OpenSearch says of something that it did not do. */
export interface Complaint {
  readonly type?: string;
  readonly reason?: string;
}

/** It has understood the request, and says no. */
export class OpenSearchRefusal extends Error {
  override readonly name = 'OpenSearchRefusal';

  constructor(
    { method, path }: Pick<Request, 'method' | 'path'>,
    readonly status: number,
    readonly complaint: Complaint,
  ) {
    super(`OpenSearch refuses ${method} ${path} (${status}): ${complaint.type}: ${complaint.reason}`);
  }
}

interface Loaded {
  readonly client: Client;
  readonly errors: typeof Errors;
}

/** So many milliseconds an answer may take, with its last byte. */
export const usualPatience = { search: 600, look: 1_000, change: 10_000 };
export type Patience = typeof usualPatience;

/** The OpenSearch of the settings. Throws `SearchStoreUnusable` where it does not answer, soon or at once. */
export class OpenSearchConnection {
  /** Whether it is there at all. */
  private readonly server = new Breaker();
  /** Whether its searches are in time: it may be well but for them. */
  private readonly searches = new Breaker();
  private hasFailed = false;
  private loading?: Promise<Loaded>;

  constructor(
    private readonly config: Config,
    private readonly log: Log,
    readonly patience: Patience,
  ) {}

  get isUp(): boolean {
    return this.server.isClosed && this.searches.isClosed;
  }

  /** Whether it is there, also while others are not let through; of its searches that says nothing. */
  async look(): Promise<boolean> {
    try {
      await this.send({ method: 'GET', path: '/_cluster/health' }, this.patience.look);
      return true;
    } catch (error) {
      if (!(error instanceof SearchStoreUnusable)) throw error;
      this.server.fail(true);
      return false;
    }
  }

  /** `within`: milliseconds. */
  async ask<T>(request: Request, within: number): Promise<T> {
    return this.attempt([this.server], () => this.send<T>(request, within));
  }

  /** What somebody waits for: when one is late, none is asked for, until one is in time after some rest. */
  async search<T>(request: Request, within: number): Promise<T> {
    return this.attempt([this.server, this.searches], async () => {
      const answer = await this.send<T>(request, within, true);
      if (!this.searches.isResting) this.searches.succeed();
      this.tell();
      return answer;
    });
  }

  /** Of a part of an answer: the server is there, and has no room for more. */
  sayBusy(complaint: Complaint): SearchStoreUnusable {
    const reason = `${complaint.type}: ${complaint.reason}`;
    this.server.fail(false);
    this.tell(reason);
    return new SearchStoreUnusable(reason);
  }

  async close(): Promise<void> {
    const loaded = await this.loading;
    await loaded?.client.close();
  }

  private async attempt<T>(breakers: readonly Breaker[], work: () => Promise<T>): Promise<T> {
    if (!breakers.every(({ isClosed }) => isClosed))
      throw new SearchStoreUnusable('OpenSearch did not answer a moment ago.');
    const ends = breakers.map((breaker) => breaker.begin());
    try {
      return await work();
    } finally {
      for (const end of ends) end();
    }
  }

  private async send<T>({ method, path, query, body }: Request, within: number, isSearch = false): Promise<T> {
    const { client, errors } = await this.loaded();
    const content = typeof body === 'string' ? { bulkBody: body } : { ...(body && { body }) };
    const asked = client.transport.request({ method, path, ...(query && { querystring: query }), ...content });
    const timer = setTimeout(() => asked.abort(), within);
    try {
      const answer = (await asked) as { readonly body: T };
      this.server.succeed();
      this.tell();
      return answer.body;
    } catch (error) {
      if (error instanceof errors.ResponseError) throw this.refused({ method, path }, error);
      throw this.missed(error, { within, isLate: error instanceof errors.RequestAbortedError, isSearch });
    } finally {
      clearTimeout(timer);
    }
  }

  private refused(request: Pick<Request, 'method' | 'path'>, { statusCode, body }: Errors.ResponseError): Error {
    const complaint = complaintOf(body);
    const refusal = new OpenSearchRefusal(request, statusCode, complaint);
    const isBusy = statusCode === 401 || statusCode === 403 || statusCode === 429 || statusCode >= 500;
    if (isBusy) this.server.fail(false);
    else this.server.succeed();
    this.tell(refusal.message);
    const isUnusable = isBusy || complaint.type === 'index_not_found_exception';
    return isUnusable ? new SearchStoreUnusable(refusal.message) : refusal;
  }

  /** What the client throws is not passed on: it holds the whole request, and the way to sign in. */
  private missed(
    error: unknown,
    { within, isLate, isSearch }: { within: number; isLate: boolean; isSearch: boolean },
  ): SearchStoreUnusable {
    const reason = isLate ? `No answer within ${Math.round(within)} ms.` : String(error);
    this.server.fail(!isLate || isSearch);
    if (isLate && isSearch) this.searches.fail(true);
    this.tell(reason);
    return new SearchStoreUnusable(reason);
  }

  /** Says it once when it fails, and once when all is well again. */
  private tell(reason = ''): void {
    const hasFailed = this.server.hasOpened || this.searches.hasOpened;
    if (hasFailed && !this.hasFailed) this.log.warn(`OpenSearch cannot be used; PostgreSQL answers. ${reason}`);
    if (!hasFailed && this.hasFailed) this.log.log('OpenSearch answers again.');
    this.hasFailed = hasFailed;
  }

  /** Anew where that failed. */
  private async loaded(): Promise<Loaded> {
    const loading = (this.loading ??= this.load());
    try {
      return await loading;
    } catch (error) {
      if (this.loading === loading) this.loading = undefined;
      throw error;
    }
  }

  private async load(): Promise<Loaded> {
    const { Client, errors } = await import('@opensearch-project/opensearch');
    return { client: new Client({ node: this.config.openSearchUrl!, maxRetries: 0 }), errors };
  }
}

function complaintOf(body: unknown): Complaint {
  const error = (body as { error?: (Complaint & { root_cause?: Complaint[] }) | string } | null)?.error;
  return typeof error === 'object' ? (error.root_cause?.[0] ?? error) : { reason: error };
}
