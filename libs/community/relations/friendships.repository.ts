import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { blockedSql, friendSql } from '#community/members';
import { type FriendRequest, requestState } from './friend-request.js';
import { countOwn, MemberPairRepository, otherExists } from './member-pair.repository.js';

/** How a member stands to one whose friend they may be, or become. */
export interface Friendship {
  readonly otherExists: boolean;
  readonly isFriend: boolean;
  /** One has blocked the other, whoever it was. */
  readonly isBlocked: boolean;
  /** Their last request to the other, if there was any. */
  readonly sent: FriendRequest | null;
  /** The other's last request to them. */
  readonly received: FriendRequest | null;
  /** How many of the member's requests nobody has answered yet. */
  readonly waitingCount: number;
}

const { waiting, accepted, ended } = requestState;

const request = (from: '$1' | '$2', to: '$1' | '$2'): string =>
  `(select json_build_object('state', r.state, 'round', r.round, 'isRecent', r.created_at > now() - interval '1 day')
      from relation r where r.member_id = ${from} and r.kind = 'request' and r.other_id = ${to})`;

const friendshipSql = `
  select ${otherExists} as "otherExists", ${friendSql('$1', '$2')} as "isFriend", ${blockedSql('$1', '$2')} as "isBlocked",
         ${request('$1', '$2')} as sent, ${request('$2', '$1')} as received,
         ${countOwn('request', `own.state = ${waiting}`)} as "waitingCount"`;

const betweenBoth = '(member_id = $1 and other_id = $2 or member_id = $2 and other_id = $1)';

/** What changes something needs the two locked. */
@Injectable()
export class FriendshipsRepository {
  constructor(
    private readonly db: TenantDatabase,
    private readonly pair: MemberPairRepository,
  ) {}

  /** It stays so until the unit of work ends. */
  async getLocked(memberId: Id, otherId: Id): Promise<Friendship> {
    const [, [friendship]] = await Promise.all([
      this.pair.lock(memberId, otherId),
      this.db.query<Friendship & Row>(friendshipSql, [memberId, otherId]),
    ]);
    return friendship!;
  }

  /** Answers how often the member has asked the other one, this time included. */
  async ask(memberId: Id, otherId: Id, note: string): Promise<number> {
    const [asked] = await this.db.query<{ round: number }>(
      `insert into relation as r (member_id, other_id, kind, state, note) values ($1, $2, 'request', ${waiting}, $3)
       on conflict (member_id, kind, other_id) do update
          set state = excluded.state, note = excluded.note, round = r.round + 1, created_at = now()
       returning round`,
      [memberId, otherId, note],
    );
    return asked!.round;
  }

  /** Both are friends from now on, whoever asked, or both did. */
  async befriend(memberId: Id, otherId: Id): Promise<void> {
    await this.db.query(
      `with answered as (
         update relation set state = ${accepted} where kind = 'request' and state = ${waiting} and ${betweenBoth})
       insert into relation (member_id, other_id, kind) values ($1, $2, 'friend'), ($2, $1, 'friend')
       on conflict do nothing`,
      [memberId, otherId],
    );
  }

  async setState(requesterId: Id, targetId: Id, state: number): Promise<void> {
    await this.db.query(`update relation set state = $3 where member_id = $1 and kind = 'request' and other_id = $2`, [
      requesterId,
      targetId,
      state,
    ]);
  }

  async part(memberId: Id, otherId: Id): Promise<void> {
    await this.db.query(
      `with parted as (delete from relation where kind = 'friend' and ${betweenBoth})
       update relation set state = ${ended} where kind = 'request' and state = ${accepted} and ${betweenBoth}`,
      [memberId, otherId],
    );
  }
}
