import { Injectable } from '@nestjs/common';
import { SecretBox } from '#kernel/crypto';
import { type Id, TenantDatabase } from '#kernel/database';
import { InvalidRequest } from '#kernel/http';
import { CommunitySettings, settingNamed } from './community-settings.js';
import { contradiction } from './contradiction.js';
import { SettingRefusal, type SettingText, type SettingValue } from './setting-definition.js';
import { type SettingName, type Settings, settingTable } from './setting-table.js';
import { type SettingRow, SettingsRepository } from './settings.repository.js';
import { type SitePicture, sitePictures } from './site-pictures.js';

/** What an administrator asks for; `value` is checked here. */
export interface SettingChange {
  /** As the wire names the setting. */
  readonly key: string;
  readonly value: unknown;
}

interface WrongSetting {
  /** As the wire names the setting. */
  readonly key: string;
  readonly reason: SettingText;
}

/** All that is wrong with what was asked for, in the languages of the pages; the wire says it in English. */
export class SettingsRefused extends InvalidRequest {
  constructor(readonly wrong: readonly WrongSetting[]) {
    super(wrong.map(({ key, reason }) => `${key} ${reason.en}`));
  }
}

const unknownZone = { en: 'must be a time zone that the database knows', zh: '不是系统认识的时区' };
const twice = { en: 'must not be given twice', zh: '不能重复' };

type Choice = readonly [SettingName, SettingValue];

/** How a community's settings are changed: all that is asked for together, or nothing. */
@Injectable()
export class SettingsAdministration {
  constructor(
    private readonly db: TenantDatabase,
    private readonly rows: SettingsRepository,
    private readonly settings: CommunitySettings,
    private readonly secrets: SecretBox,
  ) {}

  /** What holds now, also where another process has only just changed it. */
  async read(): Promise<Settings> {
    return this.settings.load();
  }

  /** Answers what holds from now on; effective here at once, in other processes within 2 s. */
  async save(memberId: Id, changes: readonly SettingChange[]): Promise<Settings> {
    const choices = choicesOf(changes);
    await this.refuseUnknownZone(choices);
    return this.db.transaction(async () => {
      await this.rows.lock();
      const after: Settings = { ...(await this.settings.load()), ...Object.fromEntries(choices) };
      const wrong = contradiction(after);
      if (wrong !== null) throw new SettingsRefused([wrong]);
      await this.store(memberId, choices);
      this.settings.forget();
      return after;
    });
  }

  /** What is asked for is made from what holds at that moment: whoever else saves settings waits. */
  async change(memberId: Id, changesOf: (held: Settings) => readonly SettingChange[]): Promise<void> {
    await this.db.transaction(async () => {
      await this.rows.lock();
      const changes = changesOf(await this.settings.load());
      if (changes.length) await this.save(memberId, changes);
    });
  }

  /**
   * In the open unit of work: the file at this path is this picture from now on, or none. Whoever else chooses one waits.
   * Answers which it was.
   */
  async setPicture(memberId: Id, which: SitePicture, path: string): Promise<string> {
    await this.rows.lock();
    const { [which]: former } = await this.settings.load();
    const { key } = sitePictures[which];
    if (path === '') await this.rows.remove([key]);
    else await this.rows.put([{ key, value: JSON.stringify(path), isEncrypted: false }], memberId);
    this.settings.forget();
    return former;
  }

  private async refuseUnknownZone(choices: readonly Choice[]): Promise<void> {
    const [, zone] = choices.find(([name]) => name === 'timeZone') ?? [];
    if (typeof zone !== 'string' || zone === '' || (await this.rows.knowsTimeZone(zone))) return;
    throw new SettingsRefused([{ key: settingTable.timeZone.key, reason: unknownZone }]);
  }

  /** Rows say only what is not as by default, so that a default which gets better holds where nobody chose. */
  private async store(memberId: Id, choices: readonly Choice[]): Promise<void> {
    const [usual, chosen] = [choices.filter(isUsual), choices.filter((choice) => !isUsual(choice))];
    await Promise.all([
      ...(usual.length ? [this.rows.remove(usual.map(([name]) => settingTable[name].key))] : []),
      ...(chosen.length
        ? [
            this.rows.put(
              chosen.map((choice) => this.rowOf(choice)),
              memberId,
            ),
          ]
        : []),
    ]);
  }

  private rowOf([name, value]: Choice): SettingRow {
    const { key, secret } = settingTable[name];
    const json = JSON.stringify(value);
    return { key, value: secret ? this.secrets.seal(json, key) : json, isEncrypted: secret };
  }
}

const isUsual = ([name, value]: Choice): boolean => settingTable[name].initial === value;

/** All that is wrong is told at once. */
function choicesOf(changes: readonly SettingChange[]): Choice[] {
  if (!changes.length) throw new InvalidRequest(['items must not be empty']);
  const wrong: WrongSetting[] = [];
  const choices = new Map<SettingName, SettingValue>();
  for (const { key, value } of changes) {
    const name = settingNamed(key);
    const read = name ? settingTable[name].read(value) : new SettingRefusal('is not a setting', '不是设置项');
    if (read instanceof SettingRefusal) wrong.push({ key, reason: read.reason });
    else if (choices.has(name!)) wrong.push({ key, reason: twice });
    else choices.set(name!, read);
  }
  if (wrong.length) throw new SettingsRefused(wrong);
  return [...choices];
}
