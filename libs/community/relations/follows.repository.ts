import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { type Ties, tiesSql } from '#community/members';

/**
 * Both members are locked in the order of their ids before anything is changed, so two who follow each other at the
 * same moment wait for one another and never for ever. Row and counters change in the same statement, or not at all.
 */
const bothMembers = `
  pair as materialized (
    select id, deleted_at from member where id in ($1, $2) order by id for no key update),
  target as (
    select id from pair where id = $2 and deleted_at is null and (select count(*) from pair) = 2)`;

const countBy = (step: '+ 1' | '- 1', changed: string): string => `
  counted as (
    update member m
       set follow_count = follow_count ${step} * (m.id = $1)::int,
           follower_count = follower_count ${step} * (m.id = $2)::int, revision = revision + 1
      from ${changed} where m.id in ($1, $2))`;

@Injectable()
export class FollowsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Answers whether there is such a member; following them twice changes nothing. */
  async add(memberId: Id, otherId: Id): Promise<boolean> {
    const found = await this.db.query(
      `with ${bothMembers},
       added as (
         insert into relation (member_id, other_id, kind) select $1, id, 'follow' from target
         on conflict do nothing returning 1),
       ${countBy('+ 1', 'added')}
       select from target`,
      [memberId, otherId],
    );
    return found.length === 1;
  }

  /** Answers whether there is such a member. */
  async remove(memberId: Id, otherId: Id): Promise<boolean> {
    const found = await this.db.query(
      `with ${bothMembers},
       removed as (
         delete from relation using target
          where member_id = $1 and other_id = target.id and kind = 'follow' returning 1),
       ${countBy('- 1', 'removed')}
       select from target`,
      [memberId, otherId],
    );
    return found.length === 1;
  }

  async findTies(viewerId: Id, authorId: Id): Promise<Ties> {
    const [ties] = await this.db.query<Ties & Record<string, unknown>>(
      `select ${tiesSql('$1::bigint', '$2::bigint')}`,
      [viewerId, authorId],
    );
    return ties!;
  }
}
