import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { requestState } from './friend-request.js';
import { countOwn, MemberPairRepository, otherExists } from './member-pair.repository.js';

/** Ways to keep somebody away: muted, they are left out of the own lists; blocked, neither sees the other. */
export type Barrier = 'block' | 'mute';

/** What a member has put between themselves and another one. */
export interface Barriers {
  readonly otherExists: boolean;
  readonly isThere: boolean;
  /** How many of the kind the member has. */
  readonly count: number;
}

/** What was between two members until one blocked the other. */
export interface EndedTies {
  readonly wasAsked: boolean;
  /** Who of the two was followed by the other. */
  readonly followedIds: readonly Id[];
}

const { waiting, accepted, ended } = requestState;
const betweenBoth = '(member_id = $1 and other_id = $2 or member_id = $2 and other_id = $1)';

/** What changes something needs the two locked. */
@Injectable()
export class BlocksRepository {
  constructor(
    private readonly db: TenantDatabase,
    private readonly pair: MemberPairRepository,
  ) {}

  /** It stays so until the unit of work ends. */
  async getLocked(kind: Barrier, memberId: Id, otherId: Id): Promise<Barriers> {
    const [, [barriers]] = await Promise.all([
      this.pair.lock(memberId, otherId),
      this.db.query<Barriers & Row>(
        `select ${otherExists} as "otherExists", ${countOwn(kind)} as count,
                exists (select from relation where member_id = $1 and kind = '${kind}' and other_id = $2) as "isThere"`,
        [memberId, otherId],
      ),
    ]);
    return barriers!;
  }

  async add(kind: Barrier, memberId: Id, otherId: Id): Promise<void> {
    await this.db.query(`insert into relation (member_id, other_id, kind) values ($1, $2, $3) on conflict do nothing`, [
      memberId,
      otherId,
      kind,
    ]);
  }

  async remove(kind: Barrier, memberId: Id, otherId: Id): Promise<void> {
    await this.db.query(
      `with lifted as (delete from relation where member_id = $1 and kind = $3 and other_id = $2 returning 1)
       update member set barrier_lifted_at = now() where id = $1 and exists (select from lifted)`,
      [memberId, otherId, kind],
    );
  }

  /**
   * Ends that one follows the other, in either direction and with its count, that they are friends, and what they have
   * asked of one another. Answers what there was.
   */
  async endTies(memberId: Id, otherId: Id): Promise<EndedTies> {
    const [ties] = await this.db.query<EndedTies & Row>(
      `with asked as (
         select from relation where kind = 'request' and state = ${waiting} and ${betweenBoth}),
       closed as (
         update relation set state = ${ended}
          where kind = 'request' and state in (${waiting}, ${accepted}) and ${betweenBoth}),
       parted as (
         delete from relation where kind in ('follow', 'friend') and ${betweenBoth} returning member_id, other_id, kind),
       left_alone as (
         select member_id, other_id from parted where kind = 'follow'),
       counted as (
         update member m
            set follow_count = follow_count - (select count(*) from left_alone where member_id = m.id)::int,
                follower_count = follower_count - (select count(*) from left_alone where other_id = m.id)::int,
                revision = revision + 1
          where m.id in ($1, $2) and exists (select from left_alone))
       select exists (select from asked) as "wasAsked",
              array(select other_id from left_alone order by 1) as "followedIds"`,
      [memberId, otherId],
    );
    return ties!;
  }
}
