import { Injectable } from '@nestjs/common';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { SettingsAdministration, SettingsRefused, settingTable } from '#community/site';
import { moved, type Step } from './in-order.js';
import { type AdministeredMember, MembersAdministrationQueries } from './members-administration.queries.js';

/** Somebody whom the owner suggests to whoever joins. */
export interface SuggestedPerson {
  readonly username: string;
  /** Null: nobody is called that any more. */
  readonly member: AdministeredMember | null;
}

/** As many as the first steps of a member show. */
export const mostSuggested = 20;

const { key } = settingTable.suggestedMembers;
const enough = {
  en: `has ${mostSuggested} names already, which is as many as the first steps show`,
  zh: `已有 ${mostSuggested} 位，新成员最多看到这么多`,
};

/** Whom new members are shown first. One list in a setting, changed name by name. */
@Injectable()
export class SuggestedPeopleService {
  constructor(
    private readonly queries: MembersAdministrationQueries,
    private readonly settings: SettingsAdministration,
  ) {}

  async list(): Promise<SuggestedPerson[]> {
    const names = namesIn((await this.settings.read()).suggestedMembers);
    if (!names.length) return [];
    const found = new Map((await this.queries.listNamed(names)).map((one) => [lower(one.card.username), one]));
    return names.map((username) => ({ username, member: found.get(lower(username)) ?? null }));
  }

  /** In capitals or not; whoever is in the list stays where they are. */
  async add(admin: Member, username: string): Promise<void> {
    const [found] = await this.queries.listNamed([username.trim().replace(/^@/, '')]);
    if (!found) throw new AppError('member.not-found');
    const { username: name } = found.card;
    await this.change(admin, (names) => {
      if (names.some((one) => lower(one) === lower(name))) return names;
      if (names.length >= mostSuggested) throw new SettingsRefused([{ key, reason: enough }]);
      return [...names, name];
    });
  }

  async remove(admin: Member, username: string): Promise<void> {
    await this.change(admin, (names) => names.filter((one) => lower(one) !== lower(username)));
  }

  async move(admin: Member, username: string, step: Step): Promise<void> {
    await this.change(admin, (names) => moved(names, (one) => lower(one) === lower(username), step));
  }

  private async change(admin: Member, next: (names: string[]) => readonly string[]): Promise<void> {
    await this.settings.change(admin.id, ({ suggestedMembers }) => {
      const value = next(namesIn(suggestedMembers)).join(' ');
      return value === suggestedMembers ? [] : [{ key, value }];
    });
  }
}

const namesIn = (setting: string): string[] => setting.split(' ').filter(Boolean);
const lower = (name: string): string => name.toLowerCase();
