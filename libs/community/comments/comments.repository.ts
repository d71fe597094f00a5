import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { blockedSql } from '#community/members';
import { type NewBlock, type RequestKey, sameRequestSql, saysTheSameSql, seconds } from '#community/posts';

export interface NewComment {
  readonly postId: Id;
  readonly parentId: Id | null;
  readonly authorId: Id;
  readonly atMemberId: Id | null;
  readonly blocks: readonly NewBlock[];
  readonly ip: string | null;
  /** By which it is known when it comes again; without one, each is new. */
  readonly request?: RequestKey;
}

/** A row just made, or made a moment ago by the same request. */
export interface MadeComment {
  readonly id: Id;
  readonly createdOn: number;
  readonly atMemberId: Id | null;
  readonly isNew: boolean;
  /** Or else the request's key has named another one before. */
  readonly saysTheSame: boolean;
  /** Its blocks of uploaded files; null when there are none. */
  readonly files: readonly { readonly id: Id; readonly media: string }[] | null;
}

/** What rules ask of a comment or reply. */
export interface RuledComment {
  readonly id: Id;
  readonly postId: Id;
  readonly parentId: Id | null;
  readonly authorId: Id;
  readonly deletedAt: Date | null;
  /** Between its author and whoever asks, in either direction. */
  readonly isBlocked: boolean;
}

export interface RemovedComments {
  readonly ids: readonly Id[];
  readonly hadFiles: boolean;
}

/** Among so many of an author's last ones a request is looked for that comes again. */
const latest = 200;
const sameRequest = sameRequestSql('c', { author: '$3', hash: '$7', seconds: '$8' });

/** In the form of the wire, times and marks included. */
const blockWithIds = `block || jsonb_build_object('id', nextval('block_id'), 'comment_id', fresh.id, 'user_id', $3::bigint,
  'created_on', ${seconds('now()')}, 'modified_on', ${seconds('now()')}, 'deleted_on', 0, 'is_del', 0)`;

/** Who is addressed, unless that is the author, or nobody, or somebody with a block between the two. */
const addressed = `
  select a.id from member a where a.id = $4 and a.id <> $3 and a.deleted_at is null and not ${blockedSql('$3::bigint', 'a.id')}`;

const made = `c.id, ${seconds('c.created_at')} as "createdOn", c.at_member_id as "atMemberId",
  case when c.blocks @? '$[*].media' then jsonb_path_query_array(c.blocks, '$[*] ? (exists(@.media))') end as files`;

@Injectable()
export class CommentsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** With `lock`, changes of it wait until the unit of work has ended. */
  async find(id: Id, viewerId: Id, { lock = false } = {}): Promise<RuledComment | null> {
    const [found] = await this.db.query<RuledComment & Row>(
      `select c.id, c.post_id as "postId", c.parent_id as "parentId", c.author_id as "authorId",
              c.deleted_at as "deletedAt", ${blockedSql('$2::bigint', 'c.author_id')} as "isBlocked"
         from comment c where c.id = $1 ${lock ? 'for no key update of c' : ''}`,
      [id, viewerId],
    );
    return found ?? null;
  }

  /** Needs the post locked, so that of two equal requests the second finds what the first has made. */
  async insert(comment: NewComment): Promise<MadeComment> {
    const { postId, parentId, authorId, atMemberId, blocks, ip, request } = comment;
    const [row] = await this.db.query<MadeComment & Row>(
      `with same as (
         select c.* from (
           select * from comment where author_id = $3 and deleted_at is null order by id desc limit ${latest}) c
          where ${sameRequest} and c.post_id = $1 and c.parent_id is not distinct from $2 order by c.id desc limit 1),
       fresh as (select nextval('comment_id_seq') as id where not exists (select from same)),
       added as (
         insert into comment (id, post_id, parent_id, author_id, at_member_id, blocks, ip, request_key)
         select fresh.id, $1, $2, $3, (${addressed}),
                (select jsonb_agg(${blockWithIds} order by place)
                   from jsonb_array_elements($5::jsonb) with ordinality as given (block, place)), $6, $7
           from fresh
         returning *)
       select ${made}, true as "isNew", true as "saysTheSame" from added c
       union all select ${made}, false, ${saysTheSameSql('c', '$7')} from same c`,
      [
        postId,
        parentId,
        authorId,
        atMemberId,
        JSON.stringify(blocks),
        ip,
        request?.hash ?? null,
        request?.seconds ?? 0,
      ],
    );
    return row!;
  }

  /** Answers whether the comment is still there. */
  async countReplies(commentId: Id, by: number): Promise<boolean> {
    const counted = await this.db.query(
      `update comment set reply_count = reply_count + $2, revision = revision + 1
        where id = $1 and deleted_at is null returning id`,
      [commentId, by],
    );
    return counted.length === 1;
  }

  /** Answers whether it is highlighted now; null when it is gone. */
  async toggleEssence(id: Id): Promise<boolean | null> {
    const [row] = await this.db.query<{ isEssence: boolean }>(
      `update comment set is_essence = not is_essence, revision = revision + 1
        where id = $1 and deleted_at is null returning is_essence as "isEssence"`,
      [id],
    );
    return row?.isEssence ?? null;
  }

  /**
   * Empties the comment with the replies to it, or the reply: nothing of what it said is kept, and the row stays for
   * what refers to it. Answers what is gone by this call. Votes are removed apart.
   */
  async remove(id: Id): Promise<RemovedComments> {
    const rows = await this.db.query<{ id: Id; hadFiles: boolean }>(
      `with doomed as materialized (
         select id, blocks @? '$[*].media' as files from comment
          where (id = $1 or parent_id = $1) and deleted_at is null order by id for no key update)
       update comment c
          set deleted_at = now(), blocks = '[]', reply_count = 0, up_count = 0, down_count = 0, revision = c.revision + 1
         from doomed where c.id = doomed.id returning c.id, doomed.files as "hadFiles"`,
      [id],
    );
    return { ids: rows.map((row) => row.id), hadFiles: rows.some(({ hadFiles }) => hadFiles) };
  }

  /**
   * Of the next `count` comments and replies behind `afterId` removes those that were deleted a week ago. Answers the
   * last of those looked at; null when there are no more behind it.
   */
  async purge(afterId: Id, count: number): Promise<Id | null> {
    const [row] = await this.db.query<{ last: Id | null }>(
      `with passed as (select id, deleted_at from comment where id > $1 order by id limit $2),
       purged as (
         delete from comment c using passed
          where c.id = passed.id and passed.deleted_at < now() - interval '7 days')
       select (select max(id) from passed having count(*) = $2) as last`,
      [afterId, count],
    );
    return row!.last;
  }
}
