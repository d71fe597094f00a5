import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError, InvalidRequest } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { Outbox } from '#kernel/jobs';
import { tenantScope } from '#kernel/scope';
import type { Member, Viewer } from '#community/identity';
import { CommunitySettings, settingTable } from '#community/site';
import { bioOf, linkOf } from './bio.js';
import { MemberFindableChanged, MemberRenamed } from './members.events.js';
import { MembersQueries, type SeenProfile, type SuggestedMember } from './members.queries.js';
import {
  type MemberPicture,
  type MemberProfile,
  MembersRepository,
  type OwnProfile,
  type PageChoices,
} from './members.repository.js';
import { nicknameOf } from './nickname.js';

const mostSuggested = 6;

/** What members say of themselves. */
export interface OwnWords {
  readonly nickname: string;
  readonly bio: string;
  readonly link: string;
  readonly isFindable: boolean;
}

@Injectable()
export class MembersService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly members: MembersRepository,
    private readonly queries: MembersQueries,
    private readonly outbox: Outbox,
    private readonly settings: CommunitySettings,
    private readonly config: Config,
  ) {}

  /** In capitals or not; a deleted member is not found. */
  async getByUsername(username: string): Promise<MemberProfile> {
    const found = await this.members.findByUsername(username);
    if (!found) throw new AppError('member.not-found');
    return found;
  }

  async getById(id: Id): Promise<MemberProfile> {
    const found = await this.members.findById(id);
    if (!found) throw new AppError('member.not-found');
    return found;
  }

  async getOwn(member: Member): Promise<OwnProfile> {
    const found = await this.members.findOwn(member.id);
    if (!found) throw new AppError('auth.no-account');
    return found;
  }

  /** In capitals or not, as the viewer sees them; a deleted member is not found. */
  async getProfile(viewer: Viewer, username: string): Promise<SeenProfile> {
    const found = await this.queries.findProfile(viewer && viewer.id, username);
    if (!found) throw new AppError('member.not-found');
    return found;
  }

  /** Usernames to mention: those that begin like this or, as long as nothing is typed, of the familiar first. */
  async suggest(member: Member, typed: string): Promise<string[]> {
    const prefix = typed.trim();
    return prefix
      ? this.queries.listByPrefix(member.id, prefix, mostSuggested)
      : this.queries.listFamiliar(member.id, mostSuggested);
  }

  /** Whom a member may want to follow: those whom the owner suggests first. None whom they follow already. */
  async listSuggested(member: Member, limit: number): Promise<SuggestedMember[]> {
    const { suggestedMembers } = await this.settings.get();
    const named = suggestedMembers.split(' ').filter(Boolean);
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    return this.queries.listWorthFollowing(member.id, { named, limit, site });
  }

  async rename(member: Member, nickname: string): Promise<void> {
    const wanted = nicknameOf(nickname);
    await this.db.transaction(async () => {
      if (await this.members.setNickname(member.id, wanted)) this.outbox.add(new MemberRenamed(member.id));
    });
  }

  /** Everything that the page about oneself asks for; all of it, or nothing where something is refused. */
  async describe(member: Member, { nickname, bio, link, isFindable }: OwnWords): Promise<void> {
    const wanted = { nickname: nicknameOf(nickname), bio: bioOf(bio), link: linkOf(link) };
    await this.db.transaction(async () => {
      if (await this.members.setNickname(member.id, wanted.nickname)) this.outbox.add(new MemberRenamed(member.id));
      await this.members.setWords(member.id, wanted.bio, wanted.link);
      if (await this.members.setFindable(member.id, isFindable)) this.outbox.add(new MemberFindableChanged(member.id));
    });
  }

  /** Language and time zone of the pages that the member opens; empty for what is not chosen. */
  async choose(member: Member, { locale, timeZone }: PageChoices): Promise<void> {
    if (locale !== '' && !localeOf(locale)) throw new InvalidRequest(['locale must be a language of these pages']);
    if (timeZone !== '' && !isTimeZone(timeZone))
      throw new InvalidRequest(['time_zone must be the name of a time zone']);
    await this.members.setChoices(member.id, { locale, timeZone });
  }

  /** Whether who searches for members finds this one, or is pointed to them without knowing them. */
  async setFindable(member: Member, isFindable: boolean): Promise<void> {
    await this.db.transaction(async () => {
      if (await this.members.setFindable(member.id, isFindable)) this.outbox.add(new MemberFindableChanged(member.id));
    });
  }

  /** Of those who exist and are not deleted; in capitals or not, each once. */
  async findIdsByUsernames(usernames: readonly string[]): Promise<Id[]> {
    return usernames.length ? this.members.findIdsByUsernames(usernames) : [];
  }

  /** In the unit of work that adds the post. A private one is counted, and shows nobody that its author is active. */
  async notePosted(id: Id, { isPrivate }: { readonly isPrivate: boolean }): Promise<void> {
    await this.members.changePostCount(id, 1, !isPrivate);
  }

  /** Who else makes or deletes a post of this member waits until the open unit of work ends. Comes before any lock of a post. */
  async lock(id: Id): Promise<void> {
    await this.members.lock(id);
  }

  /** In the unit of work that takes the post away. */
  async noteDeleted(id: Id): Promise<void> {
    await this.members.changePostCount(id, -1);
  }

  /**
   * `key`: of the picture among the uploaded ones, without the tenant's folder; empty for one of ours, or none. In a unit
   * of work, two choices of one member take turns.
   */
  async setPicture(id: Id, which: MemberPicture, key: string): Promise<void> {
    await this.members.lock(id);
    await this.members.setPicture(id, which, key);
  }
}

/** Those that communities may choose. */
const isTimeZone = (name: string): boolean => typeof settingTable.timeZone.read(name) === 'string';
