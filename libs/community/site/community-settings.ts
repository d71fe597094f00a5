import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { SecretBox } from '#kernel/crypto';
import type { PageLimits } from '#kernel/http';
import { Log } from '#kernel/logging';
import type { CommunityCalendar } from '#kernel/quotas';
import { tenantScope } from '#kernel/scope';
import { SettingRefusal } from './setting-definition.js';
import { initialSettings, type SettingName, type Settings, settingTable } from './setting-table.js';
import { pictureOfRow } from './site-pictures.js';
import { type SettingRow, SettingsRepository } from './settings.repository.js';

const key = 'site.settings';
/** A change is told; where nobody would tell, it holds within 2 s all the same. */
const secondsWhenTold = 30;
const secondsWhenDeaf = 1.5;

const unreadable = new SettingRefusal('cannot be read', '无法读取');
const byKey = new Map(Object.entries(settingTable).map(([name, { key: wire }]) => [wire, name as SettingName]));
export const settingNamed = (wireKey: string): SettingName | undefined => byKey.get(wireKey);

/** What the community in scope has decided for itself: one typed object, remembered until it changes. */
@Injectable()
export class CommunitySettings implements CommunityCalendar {
  constructor(
    private readonly rows: SettingsRepository,
    private readonly cache: Cache,
    private readonly secrets: SecretBox,
    private readonly log: Log,
  ) {}

  /** Asks the database only when nothing is remembered: also in a unit of work, since none changes them on the way. */
  async get(): Promise<Settings> {
    const known = this.known();
    if (known) return known;
    return this.cache.get(key, this.cache.hears ? secondsWhenTold : secondsWhenDeaf, () => this.load());
  }

  /** What is remembered, without waiting; undefined when that is nothing. */
  known(): Settings | undefined {
    return this.cache.peek<Settings>(key);
  }

  async pageLimits(): Promise<PageLimits> {
    const { defaultPageSize: usual, maxPageSize: most } = await this.get();
    return { usual, most };
  }

  /** In which the community's days begin. */
  async timeZone(): Promise<string> {
    const { timeZone } = await this.get();
    return timeZone || usualZone(tenantScope.current().locale);
  }

  /** From the rows, as they are in the open unit of work or now. */
  async load(): Promise<Settings> {
    const rows = await this.rows.list();
    const chosen = rows.flatMap((row) => this.read(row));
    return Object.freeze({ ...initialSettings, ...Object.fromEntries(chosen) });
  }

  /** In the unit of work that changes them; takes effect once that is committed. */
  forget(): void {
    this.cache.forgetAfterCommit(key);
  }

  /** A row that means nothing to this version, or that cannot be read, is as if it were not there. */
  private read(row: SettingRow): [keyof Settings, unknown][] {
    const picture = pictureOfRow(row.key);
    if (picture) return [[picture, this.valueOf(row) ?? '']];
    const name = settingNamed(row.key);
    if (!name) return [];
    const value = this.valueOf(row);
    const read = value === undefined ? unreadable : settingTable[name].read(value);
    if (!(read instanceof SettingRefusal)) return [[name, read]];
    this.log.warn('A stored setting is not valid; its default holds.', { key: row.key, reason: read.reason.en });
    return [];
  }

  /** Undefined for what is no JSON, or was sealed with another key or for another community. */
  private valueOf({ key: wireKey, value, isEncrypted }: SettingRow): unknown {
    try {
      return JSON.parse(isEncrypted ? this.secrets.open(value, wireKey) : value);
    } catch {
      return undefined;
    }
  }
}

const usualZone = (locale: string): string => (locale.startsWith('zh') ? 'Asia/Shanghai' : 'UTC');
