import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { hiddenFromSql } from '#community/relations';
import { requestState } from '#community/relations';
import { briefs, messageType } from './message-kinds.js';

/** Where other messages have the id of a reply, a friend request has what became of it; one that ended has no message. */
const { waiting, accepted, refused, ended } = requestState;

/** Of the message that tells of a request; each round of asking has one. */
const keySql = (request: string, round: string): string =>
  `'friend-requested:' || ${request}.member_id || ':' || ${round} || ':' || ${request}.other_id`;

/** Messages about friend requests, which show what the rows of the requests say. */
@Injectable()
export class FriendNoticesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * Tells of the request as it stands, if it is still the latest. The row is locked, so that an answer which comes at
   * the same moment finds this message.
   */
  async add(requesterId: Id, targetId: Id, round: number): Promise<Id[]> {
    const told = await this.db.query<{ receiver_id: Id }>(
      `insert into message (receiver_id, sender_id, type, brief, content, reply_id, dedupe_key)
       select r.other_id, r.member_id, ${messageType.friendRequest}, '${briefs.friendRequested}', r.note, r.state, ${keySql('r', 'r.round')}
         from relation r
        where r.member_id = $1 and r.kind = 'request' and r.other_id = $2 and r.round = $3 and r.state <> ${ended}
          and r.member_id <> all (${hiddenFromSql('$2::bigint')})
          for share of r
       on conflict (dedupe_key) do nothing returning receiver_id`,
      [requesterId, targetId, round],
    );
    return told.map((row) => row.receiver_id);
  }

  /**
   * Shows what has become of the requests between the two, in whichever direction. A message goes away whose request
   * was taken back, or made anew before this one was told to be answered. Answers from whom one went away. The keys are
   * an array, so that the messages are found by the index: of a join with the rounds a thousand rows are expected.
   */
  async showAnswer(memberId: Id, otherId: Id): Promise<Id[]> {
    const gone = await this.db.query<{ receiver_id: Id }>(
      `with waiting as (
         select g.id, case when g.dedupe_key = ${keySql('r', 'r.round')} then r.state else ${ended} end as state
           from relation r join message g
             on g.dedupe_key = any (array(select ${keySql('r', 'n')} from generate_series(1, r.round) n))
          where r.kind = 'request' and (r.member_id, r.other_id) in (($1, $2), ($2, $1)) and g.reply_id = ${waiting}),
       answered as (
         update message g set reply_id = w.state, revision = revision + 1
           from waiting w where g.id = w.id and w.state in (${accepted}, ${refused}))
       delete from message g using waiting w where g.id = w.id and w.state = ${ended} returning g.receiver_id`,
      [memberId, otherId],
    );
    return gone.map((row) => row.receiver_id);
  }
}
