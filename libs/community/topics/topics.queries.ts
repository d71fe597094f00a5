import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { memberCardSql } from '#community/members';

/** A topic as one viewer has it; with the columns of its creator's card. */
export interface TopicRow extends Row {
  readonly id: Id;
  readonly name: string;
  readonly quoteCount: number;
  readonly creatorId: Id | null;
  readonly creatorSince: Date | null;
  readonly isFollowed: boolean;
  readonly isTop: boolean;
  readonly isPin: boolean;
}

const columns = `
  t.id, t.name, t.quote_count as "quoteCount", t.creator_id as "creatorId", m.created_at as "creatorSince",
  f.member_id is not null as "isFollowed", coalesce(f.is_top, false) as "isTop", coalesce(f.is_pin, false) as "isPin",
  ${memberCardSql({ member: 'm', viewer: null, prefix: 'creator' })}`;
const creator = 'left join member m on m.id = t.creator_id and m.deleted_at is null';
const byHeat = 't.quote_count desc, t.id desc';

/** What the owner has decided of some topics, by their keys. */
export interface ChosenTopics {
  /** In the order in which they are shown, also before any post has them. */
  readonly featured: readonly string[];
  /** In no list of everybody's. */
  readonly unlisted: readonly string[];
}

/** A topic that no post has any more is shown to those who follow it, and to nobody else. */
const newest = `
  select ${columns}
    from topic t left join topic_follow f on f.topic_id = t.id and f.member_id = $1 ${creator}
   where t.quote_count > 0 and t.key <> all($4::text[]) order by t.id desc limit $2 offset $3`;

/** The featured ones come before; the others are read in the order of an index, and no further than they are shown. */
const hottest = `
  with shown as (
    select t.id, 0 as part, given.place
      from unnest($5::text[]) with ordinality as given (key, place) join topic t on t.key = given.key
    union all
    (select t.id, 1, row_number() over (order by ${byHeat})
       from topic t where t.quote_count > 0 and t.key <> all($4::text[]) and t.key <> all($5::text[])
      order by ${byHeat} limit $2::bigint + $3::bigint))
  select ${columns}
    from shown join topic t on t.id = shown.id
         left join topic_follow f on f.topic_id = t.id and f.member_id = $1 ${creator}
   order by shown.part, shown.place limit $2 offset $3`;

const followed = (which: string): string => `
  select ${columns}
    from topic_follow f join topic t on t.id = f.topic_id ${creator}
   where f.member_id = $1 ${which} order by f.is_top desc, f.created_at desc, t.id desc limit $2 offset $3`;

const lists = { hot: hottest, new: newest, follow: followed(''), pin: followed('and f.is_pin') } as const;

export type TopicList = keyof typeof lists;

/** What the statement of a list asks for besides. */
const parametersOf = (list: TopicList, { featured, unlisted }: ChosenTopics): (readonly string[])[] => {
  if (list === 'hot') return [unlisted.filter((key) => !featured.includes(key)), featured];
  return list === 'new' ? [unlisted] : [];
};

export interface TopicsStretch extends ChosenTopics {
  readonly limit: number;
  readonly offset: number;
}

@Injectable()
export class TopicsQueries {
  constructor(private readonly db: TenantDatabase) {}

  async list(list: TopicList, viewerId: Id | null, { limit, offset, ...chosen }: TopicsStretch): Promise<TopicRow[]> {
    return this.db.query<TopicRow>(lists[list], [viewerId, limit, offset, ...parametersOf(list, chosen)]);
  }

  async findByKey(key: string, viewerId: Id | null, { featured }: ChosenTopics): Promise<TopicRow | null> {
    const [row] = await this.db.query<TopicRow>(
      `select ${columns}
         from topic t left join topic_follow f on f.topic_id = t.id and f.member_id = $1 ${creator}
        where t.key = $2 and (t.quote_count > 0 or f.member_id is not null or t.key = any($3::text[]))`,
      [viewerId, key, featured],
    );
    return row ?? null;
  }

  /** In the order of the ids, without those that no post has any more. */
  async listByIds(ids: readonly Id[], viewerId: Id | null): Promise<TopicRow[]> {
    if (!ids.length) return [];
    return this.db.query<TopicRow>(
      `select ${columns}
         from unnest($2::bigint[]) with ordinality as page (id, place) join topic t on t.id = page.id
              left join topic_follow f on f.topic_id = t.id and f.member_id = $1 ${creator}
        where t.quote_count > 0 order by page.place`,
      [viewerId, ids],
    );
  }

  /** Names of those in whose key the letters stand: the featured ones, then the most used. */
  async suggest(letters: string, limit: number, { featured, unlisted }: ChosenTopics): Promise<string[]> {
    const rows = await this.db.query<{ name: string }>(
      `select t.name from topic t
        where (t.quote_count > 0 or t.key = any($3::text[])) and strpos(t.key, $1) > 0 and t.key <> all($4::text[])
        order by array_position($3::text[], t.key), ${byHeat} limit $2`,
      [letters, limit, featured, unlisted.filter((key) => !featured.includes(key))],
    );
    return rows.map(({ name }) => name);
  }
}
