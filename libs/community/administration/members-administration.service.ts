import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { MemberCard } from '#community/members';
import {
  type AdministeredMember,
  MembersAdministrationQueries,
  type MembersAmong,
} from './members-administration.queries.js';

export interface AdministeredMembers {
  readonly members: readonly AdministeredMember[];
  /** From where the list goes on; null at its end. */
  readonly next: Id | null;
}

const size = 20;
const longestWords = 50;
/** On the page that says who runs a community. */
const mostShown = 12;
const secondsRemembered = 10;

/** Who is in the community, for those who look after it; and who these are, for everybody. */
@Injectable()
export class MembersAdministrationService {
  constructor(
    private readonly queries: MembersAdministrationQueries,
    private readonly cache: Cache,
  ) {}

  /** Whose name has these letters in it, with or without an `@` before; the newest first. For administrators. */
  async list(words: string, before: Id | null, among: MembersAmong = 'all'): Promise<AdministeredMembers> {
    const letters = Array.from(words.trim().replace(/^@/, '')).slice(0, longestWords).join('');
    const found = await this.queries.list({ among, words: letters, before, limit: size + 1 });
    const members = found.slice(0, size);
    return { members, next: found.length > size ? members.at(-1)!.card.id : null };
  }

  async getById(id: Id): Promise<AdministeredMember> {
    const found = await this.queries.findById(id);
    if (!found) throw new AppError('member.not-found');
    return found;
  }

  async listAdministrators(): Promise<readonly MemberCard[]> {
    return this.cache.get('site.administrators', secondsRemembered, async () =>
      (await this.queries.listAdministrators(mostShown)).map(({ card }) => card),
    );
  }
}
