import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

export interface SweptWords {
  readonly checked: number;
  readonly removed: number;
  /** The last one's; null when there are no more. */
  readonly lastId: Id | null;
}

/** Longer than any unit of work lasts that puts documents. */
const grace = `interval '1 hour'`;

@Injectable()
export class SearchWordsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * Removes, of the next words, those that no document has. At first it notes in `active_at` since when; whoever puts a
   * document with such a word takes the note away. One sweep later the word goes, if the note is still there and old: what
   * was put before it is seen by then.
   */
  async sweep(after: Id, limit: number): Promise<SweptWords> {
    const [row] = await this.db.query<SweptWords & Record<string, unknown>>(
      `with batch as materialized (
         select id, active_at, (select substr(term, 2) from unnest(tsvector_to_array(terms)) as term where term like '=%') as word
           from search_document where kind = 'word' and id > $1 order by id limit $2),
       unused as materialized (
         select id from batch
          where not exists (select from search_document d where d.terms @@ ('''' || batch.word || '''')::tsquery)),
       locked as materialized (
         select id from search_document where kind = 'word' and id in (select id from unused) order by id for update),
       noted as (
         update search_document set active_at = now()
          where kind = 'word' and active_at = 'epoch' and id in (select id from locked)),
       removed as (
         delete from search_document
          where kind = 'word' and active_at <> 'epoch' and active_at < now() - ${grace} and id in (select id from locked)
         returning id)
       select count(*) as checked, (select count(*) from removed) as removed,
              case when count(*) = $2 then max(id) end as "lastId" from batch`,
      [after, limit],
    );
    return row!;
  }
}
