import { Config } from '#kernel/config';
import { Log } from '#kernel/logging';
import type { SearchIndex } from '../search-index.js';
import { SearchStore, SearchStoreUnusable, type StoredDigest, type StoredIndex } from '../search-store.js';

export class OpenSearchStore extends SearchStore {
  readonly layout = '';
  readonly isUp = false;

  constructor(
    private readonly config: Config,
    private readonly log: Log,
  ) {
    super();
  }

  look = async (): Promise<boolean> => false;
  list = async (): Promise<StoredIndex[]> => this.notYet();
  create = async (): Promise<StoredIndex> => this.notYet();
  addNext = async (): Promise<void> => this.notYet();
  point = async (): Promise<void> => this.notYet();
  drop = async (): Promise<void> => this.notYet();
  current = (): SearchIndex => this.notYet();
  next = (): SearchIndex => this.notYet();
  listDigests = async (): Promise<StoredDigest[]> => this.notYet();
  removeTenant = async (): Promise<number> => this.notYet();
  countTenant = async (): Promise<number> => this.notYet();

  private notYet(): never {
    this.log.debug(`There is no driver yet for ${this.config.openSearchPrefix}.`);
    throw new SearchStoreUnusable();
  }
}
