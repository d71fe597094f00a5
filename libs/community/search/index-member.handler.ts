import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { MemberRegistered, MemberStatusChanged } from '#community/identity';
import { MemberFindableChanged, MemberRenamed } from '#community/members';
import { FollowersCounted } from '#community/relations';
import { SearchIndexingService } from './search-indexing.service.js';
import { indexTasks } from './search-tasks.js';

/** What changes a member's names, whether they are to be found, or how far up. */
const changes = [MemberRegistered, MemberRenamed, MemberStatusChanged, MemberFindableChanged, FollowersCounted];

type Change = InstanceType<(typeof changes)[number]>;

@Injectable()
export class IndexMember {
  constructor(private readonly indexing: SearchIndexingService) {}

  @On<Change>(changes, { task: indexTasks.member.task, class: 'index', key: ({ memberId }) => String(memberId) })
  async handle({ memberId }: Change): Promise<void> {
    await this.indexing.indexAll('member', [memberId]);
  }
}
