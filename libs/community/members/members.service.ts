import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { type MemberProfile, MembersRepository, type OwnProfile } from './members.repository.js';

@Injectable()
export class MembersService {
  constructor(private readonly members: MembersRepository) {}

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

  /** Of those who exist and are not deleted; in capitals or not, each once. */
  async findIdsByUsernames(usernames: readonly string[]): Promise<Id[]> {
    return usernames.length ? this.members.findIdsByUsernames(usernames) : [];
  }

  /** In the unit of work that adds the post. A private one is counted, and shows nobody that its author is active. */
  async notePosted(id: Id, { isPrivate }: { readonly isPrivate: boolean }): Promise<void> {
    await this.members.changePostCount(id, 1, !isPrivate);
  }

  /** In the unit of work that takes the post away. */
  async noteDeleted(id: Id): Promise<void> {
    await this.members.changePostCount(id, -1);
  }

  /** In the unit of work that adds or takes away the post. */
  async changePostCount(id: Id, by: number): Promise<void> {
    await this.members.changePostCount(id, by);
  }

  /** `key`: of the picture among the uploaded ones, without the tenant's folder; empty for one of ours. */
  async setAvatar(id: Id, key: string): Promise<void> {
    await this.members.setAvatar(id, key);
  }
}
