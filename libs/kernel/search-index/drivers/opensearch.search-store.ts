import type { Config } from '#kernel/config';
import type { Log } from '#kernel/logging';
import type { Id } from '#kernel/database';
import type { SearchIndex, SearchKind } from '../search-index.js';
import {
  SearchStore,
  SearchStoreUnusable,
  type StoredDigest,
  type StoredIndex,
  type StoredSize,
  type WriteOptions,
} from '../search-store.js';
import { type Analysis, analyses, checkAnalysis } from './opensearch-analysis.js';
import { OpenSearchConnection, type Patience, type Request, usualPatience } from './opensearch-connection.js';
import { layout, layoutOf } from './opensearch-layout.js';
import { OpenSearchIndex, whole } from './opensearch.search-index.js';
import { Shelf } from './opensearch-shelf.js';

type Named = Pick<StoredIndex, 'name'>;

interface IndexFacts {
  readonly aliases?: Readonly<Record<string, object>>;
  readonly mappings?: { readonly _meta?: { readonly layout?: string } };
  readonly settings: { readonly index: { readonly uuid: string } };
}
/** Of what is known of an index: its mappings alone are many times as long. */
const factsAsked = ['aliases', 'settings.index.uuid', 'mappings._meta'].map((fact) => `*.${fact}`).join();

interface IndexStats {
  readonly primaries: {
    readonly docs?: { readonly count: number };
    readonly store?: { readonly size_in_bytes: number };
  };
}
interface StoredHit {
  readonly _version: number;
  readonly _source: { readonly digest: string };
  readonly sort: readonly [Id];
}

const existing = { expand_wildcards: 'open', ignore_unavailable: true };

/** Removed by one request, so that none takes longer than a change may. */
const removedAtOnce = 5_000;

export class OpenSearchStore extends SearchStore {
  readonly layout: string;
  private readonly analysis: Analysis;
  private readonly connection: OpenSearchConnection;
  private readonly names: RegExp;

  constructor(
    private readonly config: Config,
    log: Log,
    patience: Patience = usualPatience,
  ) {
    super();
    this.layout = layoutOf(config.openSearchAnalysis);
    this.analysis = analyses[config.openSearchAnalysis];
    this.connection = new OpenSearchConnection(config, log, patience);
    this.names = new RegExp(`^${config.openSearchPrefix}-([a-z]+(?:-[0-9]+)?)-([0-9]{6,})$`);
  }

  /** One that is away is asked when it is there. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.check();
    } catch (error) {
      if (!(error instanceof SearchStoreUnusable)) throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }

  get isUp(): boolean {
    return this.connection.isUp;
  }

  look = (): Promise<boolean> => this.connection.look();

  list = (): Promise<StoredIndex[]> => this.read(`${this.config.openSearchPrefix}-*`);

  async sizes(): Promise<ReadonlyMap<string, StoredSize>> {
    const path = `/${this.config.openSearchPrefix}-*/_stats/docs,store`;
    const query = { ...existing, level: 'indices', filter_path: 'indices.*.primaries' };
    const { indices = {} } = await this.ask<{ indices?: Record<string, IndexStats> }>({ method: 'GET', path, query });
    return new Map(Object.entries(indices).map(([name, { primaries }]) => [name, sizeOf(primaries)]));
  }

  async create(home: string): Promise<StoredIndex> {
    await this.check();
    const numbers = (await this.list()).filter((index) => index.home === home).map(({ name }) => this.parts(name)[1]);
    const number = Math.max(0, ...numbers) + 1;
    const name = `${this.config.openSearchPrefix}-${home}-${String(number).padStart(6, '0')}`;
    this.parts(name);
    const shards = home.startsWith('own-') ? 1 : this.config.openSearchShards;
    await this.change('PUT', `/${name}`, layout(this.config.openSearchAnalysis, shards));
    const [made] = await this.read(name);
    if (!made) throw new SearchStoreUnusable(`${name} is gone as soon as it was made.`);
    return made;
  }

  addNext = ({ name, home }: StoredIndex): Promise<void> => this.setAliases({ next: name }, home);

  point = ({ name, home }: StoredIndex): Promise<void> =>
    this.setAliases({ read: name, write: name, next: null }, home);

  async drop({ name }: Named): Promise<void> {
    this.parts(name);
    try {
      await this.change('DELETE', `/${name}`);
    } catch (error) {
      if (!(error instanceof SearchStoreUnusable) || (await this.read(name)).length > 0) throw error;
    }
  }

  current(home: string, { untilSeen = false }: WriteOptions = {}): SearchIndex {
    return this.index({ read: this.alias(home, 'read'), write: this.alias(home, 'write'), untilSeen });
  }

  next(home: string, { untilSeen = false }: WriteOptions = {}): SearchIndex {
    const alias = this.alias(home, 'next');
    return this.index({ read: alias, write: alias, untilSeen });
  }

  async listDigests(index: Named, kind: SearchKind, afterId: Id, limit: number): Promise<StoredDigest[]> {
    const shelf = Shelf.current();
    await this.refresh(index);
    const more = { size: limit, version: true, _source: ['digest'] };
    const request = shelf.listAll(this.nameOf(index), kind, afterId, more);
    const { hits } = await this.ask<{ hits: { hits: StoredHit[] } }>(whole(request));
    return hits.hits.map(({ sort: [id], _version: revision, _source }) => ({ id, revision, digest: _source.digest }));
  }

  async removeTenant(index: Named, tenantId: number): Promise<number> {
    const request = new Shelf(tenantId).removeAll(this.nameOf(index), removedAtOnce);
    await this.refresh(index); // it removes what can be found
    for (let removed = removedAtOnce; removed > 0;)
      ({ deleted: removed } = await this.ask<{ deleted: number }>(request));
    return this.countTenant(index, tenantId);
  }

  async countTenant(index: Named, tenantId: number): Promise<number> {
    await this.refresh(index);
    const { count } = await this.ask<{ count: number }>(new Shelf(tenantId).count(this.nameOf(index)));
    return count;
  }

  private index = (alias: { read: string; write: string; untilSeen: boolean }): SearchIndex =>
    new OpenSearchIndex(this.connection, this.analysis, alias);

  private alias(home: string, role: 'read' | 'write' | 'next'): string {
    return `${this.config.openSearchPrefix}-${home}-${role}`;
  }

  /** For each alias the one index that it is to stand for, or none; in one step. */
  private async setAliases(
    wanted: Partial<Record<'read' | 'write' | 'next', string | null>>,
    home: string,
  ): Promise<void> {
    const all = (await this.list()).filter((index) => index.home === home).map(({ name }) => name);
    const actions = Object.entries(wanted).flatMap(([role, name]) => {
      const alias = this.alias(home, role as keyof typeof wanted);
      const others = all.filter((index) => index !== name);
      return [
        ...others.map((index) => ({ remove: { index, alias, must_exist: false } })),
        ...(name === null ? [] : [{ add: { index: name, alias } }]),
      ];
    });
    await this.change('POST', '/_aliases', { actions });
  }

  private async read(pattern: string): Promise<StoredIndex[]> {
    const query = { ...existing, filter_path: factsAsked };
    const facts = await this.ask<Record<string, IndexFacts>>({ method: 'GET', path: `/${pattern}`, query });
    return Object.entries(facts)
      .filter(([name]) => this.names.test(name))
      .map(([name, fact]) => this.stored(name, fact));
  }

  private stored(name: string, { aliases = {}, mappings, settings }: IndexFacts): StoredIndex {
    const [home] = this.parts(name);
    const isNamed = (role: 'read' | 'next') => this.alias(home, role) in aliases;
    return {
      name,
      home,
      uuid: settings.index.uuid,
      layout: mappings?._meta?.layout ?? '',
      role: isNamed('read') ? 'current' : isNamed('next') ? 'next' : 'idle',
    };
  }

  /** Home and number of an index of this deployment; no other may be touched. */
  private parts(name: string): [home: string, number: number] {
    const found = this.names.exec(name);
    if (!found) throw new Error(`${name} is no index of this deployment.`);
    return [found[1]!, Number(found[2])];
  }

  private nameOf({ name }: Named): string {
    this.parts(name);
    return name;
  }

  private async refresh(index: Named): Promise<void> {
    await this.change('POST', `/${this.nameOf(index)}/_refresh`);
  }

  private check = (): Promise<void> => checkAnalysis(this.config.openSearchAnalysis, this.connection);

  private change = (method: Request['method'], path: string, body?: object): Promise<unknown> =>
    this.ask({ method, path, ...(body && { body }) });

  private ask = <T>(request: Request): Promise<T> => this.connection.ask<T>(request, this.connection.patience.change);
}

const sizeOf = ({ docs, store }: IndexStats['primaries']): StoredSize => ({
  documents: docs?.count ?? 0,
  bytes: store?.size_in_bytes ?? 0,
});
