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
  private readonly breaker = new Breaker();
  private loading?: Promise<Loaded>;

  constructor(
    private readonly config: Config,
    private readonly log: Log,
    readonly patience: Patience,
  ) {}

  get isUp(): boolean {
    return this.breaker.isClosed;
  }

  /** Also while others are not let through. */
  async look(): Promise<boolean> {
    try {
      await this.send({ method: 'GET', path: '/_cluster/health' }, this.patience.look);
      return true;
    } catch (error) {
      if (!(error instanceof SearchStoreUnusable)) throw error;
      this.breaker.fail(true);
      return false;
    }
  }

  /** `within`: milliseconds. */
  async ask<T>(request: Request, within: number): Promise<T> {
    if (!this.breaker.isClosed) throw new SearchStoreUnusable('OpenSearch did not answer a moment ago.');
    this.breaker.begin();
    return this.send<T>(request, within);
  }

  /** Of a part of an answer: the server is there, and has no room for more. */
  sayBusy(complaint: Complaint): SearchStoreUnusable {
    return this.failed(`${complaint.type}: ${complaint.reason}`, false);
  }

  async close(): Promise<void> {
    const loaded = await this.loading;
    await loaded?.client.close();
  }

  private async send<T>({ method, path, query, body }: Request, within: number): Promise<T> {
    const { client, errors } = await (this.loading ??= this.load());
    const content = typeof body === 'string' ? { bulkBody: body } : { ...(body && { body }) };
    const asked = client.transport.request({ method, path, ...(query && { querystring: query }), ...content });
    const timer = setTimeout(() => asked.abort(), within);
    try {
      const answer = (await asked) as { readonly body: T };
      this.succeeded();
      return answer.body;
    } catch (error) {
      if (error instanceof errors.ResponseError) throw this.refused({ method, path }, error);
      const isLate = error instanceof errors.RequestAbortedError;
      const reason = isLate ? `No answer within ${Math.round(within)} ms.` : String(error);
      throw this.failed(reason, !isLate);
    } finally {
      clearTimeout(timer);
    }
  }

  private refused(request: Pick<Request, 'method' | 'path'>, { statusCode, body }: Errors.ResponseError): Error {
    const complaint = complaintOf(body);
    const refusal = new OpenSearchRefusal(request, statusCode, complaint);
    if (statusCode === 401 || statusCode === 403 || statusCode === 429 || statusCode >= 500)
      return this.failed(refusal.message, false);
    this.succeeded();
    return complaint.type === 'index_not_found_exception' ? new SearchStoreUnusable(refusal.message) : refusal;
  }

  /** What the client throws is not passed on: it holds the whole request, and the way to sign in. */
  private failed(reason: string, atOnce: boolean): SearchStoreUnusable {
    if (this.breaker.fail(atOnce)) this.log.warn(`OpenSearch cannot be used; PostgreSQL answers. ${reason}`);
    return new SearchStoreUnusable(reason);
  }

  private succeeded(): void {
    if (this.breaker.succeed()) this.log.log('OpenSearch answers again.');
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
