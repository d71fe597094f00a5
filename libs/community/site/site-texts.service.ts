import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { type Id, TenantDatabase } from '#kernel/database';
import { InvalidRequest } from '#kernel/http';
import { type SiteText, type SiteTextName, SiteTextsRepository } from './site-texts.repository.js';

const key = 'site.texts';
/** As with settings: told where anybody tells, and otherwise soon. */
const secondsWhenTold = 30;
const secondsWhenDeaf = 1.5;

export const longestSiteText = 20_000;

type SiteTexts = Partial<Record<SiteTextName, SiteText>>;

/** What the owners of a community have written about it, for everybody to read. */
@Injectable()
export class SiteTextsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly rows: SiteTextsRepository,
    private readonly cache: Cache,
  ) {}

  /** Null while nobody has written it. */
  async get(name: SiteTextName): Promise<SiteText | null> {
    const seconds = this.cache.hears ? secondsWhenTold : secondsWhenDeaf;
    const texts = await this.cache.get(key, seconds, () => this.load());
    return texts[name] ?? null;
  }

  /** An empty one is none again, and the next begins with version 1. Who may write it is the caller's to ask. */
  async save(memberId: Id, name: SiteTextName, body: string): Promise<void> {
    const text = body.replaceAll('\r\n', '\n').trim();
    if (Array.from(text).length > longestSiteText)
      throw new InvalidRequest([`${name} must have at most ${longestSiteText} characters`]);
    await this.db.transaction(async () => {
      if (text === '') await this.rows.remove(name);
      else await this.rows.put(name, text, memberId);
      this.cache.forgetAfterCommit(key);
    });
  }

  private async load(): Promise<SiteTexts> {
    const rows = await this.rows.list();
    return Object.fromEntries(rows.map(({ name, ...text }) => [name, text]));
  }
}
