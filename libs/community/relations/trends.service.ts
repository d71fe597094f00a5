import { Injectable } from '@nestjs/common';
import { AppError, type Page } from '#kernel/http';
import type { Member } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { type ActiveMembers, TrendsQueries } from './trends.queries.js';

@Injectable()
export class TrendsService {
  constructor(
    private readonly queries: TrendsQueries,
    private readonly settings: CommunitySettings,
  ) {}

  /** Who of the member's friends and of those they follow has posted something that others may see. */
  async list(member: Member, page: Page): Promise<ActiveMembers> {
    const { enableTrendsBar } = await this.settings.get();
    if (!enableTrendsBar) throw new AppError('site.feature-off', {}, 'This community has no trends bar.');
    return this.queries.list(member.id, page);
  }
}
