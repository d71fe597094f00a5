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

  async getOwn(member: Member): Promise<OwnProfile> {
    const found = await this.members.findOwn(member.id);
    if (!found) throw new AppError('auth.no-account');
    return found;
  }

  /** Of those who exist and are not deleted; in capitals or not, each once. */
  async findIdsByUsernames(usernames: readonly string[]): Promise<Id[]> {
    return usernames.length ? this.members.findIdsByUsernames(usernames) : [];
  }

  /** In the unit of work that adds or takes away the post. */
  async changePostCount(id: Id, by: number): Promise<void> {
    await this.members.changePostCount(id, by);
  }
}
