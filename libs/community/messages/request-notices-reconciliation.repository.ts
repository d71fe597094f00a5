import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { hiddenFromSql, requestState } from '#community/relations';

const { ended } = requestState;

/** Of the message that tells of the request as it stands; each round of asking has one. */
export const requestKeySql = (r: string): string =>
  `'friend-requested:' || ${r}.member_id || ':' || ${r}.round || ':' || ${r}.other_id`;
const requestKey = requestKeySql('r');

/** Whether an answer between `s` and `t` is still to be shown. */
export const answerPendingSql = (s: string, t: string): string =>
  `exists (select from jobs.task pending where pending.tenant_role = current_user
              and pending.kind = 'messages.show-friend-answer' and pending.state <> 'dead'
              and ((pending.payload ->> 'memberId')::bigint, (pending.payload ->> 'otherId')::bigint) in ((${s}, ${t}), (${t}, ${s})))`;

export interface MemberPair {
  readonly memberId: Id;
  readonly otherId: Id;
}

export interface RequestBatch {
  readonly checked: number;
  readonly last: Id | null;
  /** Requests whose messages show something else than they say. */
  readonly wrong: readonly MemberPair[];
  /** Requests of which their target certainly had to hear, and did not. */
  readonly untold: readonly (MemberPair & { readonly round: number })[];
}

/** Friend requests beside the messages that tell of them. */
@Injectable()
export class RequestNoticesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Of the next members by id, what they have asked others. */
  async compareNext(after: Id, members: number): Promise<RequestBatch> {
    const [batch] = await this.db.query<RequestBatch & Row>(
      `with asking as materialized (select id from member where id > $1 order by id limit $2),
       request as materialized (
         select r.* from relation r where r.kind = 'request' and r.member_id in (select id from asking)),
       wrong as (
         select r.member_id, r.other_id from request r join message g on g.dedupe_key = ${requestKey}
          where r.state <> ${ended} and g.reply_id <> r.state and not ${answerPendingSql('r.member_id', 'r.other_id')}),
       untold as (
         select r.member_id, r.other_id, r.round
           from request r join member s on s.id = r.member_id join member t on t.id = r.other_id
          where r.state <> ${ended} and s.deleted_at is null and t.deleted_at is null
            and not exists (select from message g where g.dedupe_key = ${requestKey})
            and s.id <> all (${hiddenFromSql('t.id')})
            and (s.barrier_lifted_at is null or s.barrier_lifted_at < r.created_at - interval '1 minute')
            and (t.barrier_lifted_at is null or t.barrier_lifted_at < r.created_at - interval '1 minute')
            and not exists (
              select from jobs.task where tenant_role = current_user and kind = 'messages.notify-friend-requested'
                 and state <> 'dead' and (payload ->> 'requesterId')::bigint = r.member_id
                 and (payload ->> 'targetId')::bigint = r.other_id))
       select (select count(*) from request) as checked, (select max(id) from asking) as last,
              coalesce((select jsonb_agg(jsonb_build_object('memberId', member_id, 'otherId', other_id)) from wrong), '[]') as wrong,
              coalesce((select jsonb_agg(jsonb_build_object('memberId', member_id, 'otherId', other_id, 'round', round)) from untold), '[]') as untold`,
      [after, members],
    );
    return batch!;
  }

  /** Shows what these requests say, which stay so until the unit of work ends. Answers whose messages are others now. */
  async show(pairs: readonly MemberPair[]): Promise<Id[]> {
    const rows = await this.db.query<{ receiver_id: Id }>(
      `with r as materialized (
         select * from relation
          where kind = 'request' and (member_id, other_id) in (select * from unnest($1::bigint[], $2::bigint[]))
          order by member_id, other_id for share)
       update message g set reply_id = r.state, revision = revision + 1
         from r where g.dedupe_key = ${requestKey} and r.state <> ${ended} and g.reply_id <> r.state
       returning g.receiver_id`,
      [pairs.map(({ memberId }) => memberId), pairs.map(({ otherId }) => otherId)],
    );
    return rows.map((row) => row.receiver_id);
  }
}
