import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import type { Authors, SearchAccess, SearchHits, SearchQuery } from '../search-index.js';

/** A row of search_document; without terms a tombstone, found by nothing. */
export interface IndexedDocument {
  readonly id: Id;
  readonly revision: number;
  readonly authorId: Id;
  readonly visibility: number;
  readonly isTop: boolean;
  readonly activeAt: Date;
  readonly terms: readonly string[];
}

/** `query`: a tsquery, its terms quoted. */
export type TermQuery = Omit<SearchQuery, 'words'> & { readonly query: string };

/** The documents of parameter `$1`. */
const given = `jsonb_to_recordset($1) as given (
  id bigint, revision bigint, "authorId" bigint, visibility smallint, "isTop" boolean, "activeAt" timestamptz, terms text[])`;

@Injectable()
export class SearchDocumentsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** In the order of the ids, so that two who put many never wait for each other. The same revision replaces itself. */
  async put(documents: readonly IndexedDocument[]): Promise<void> {
    await this.db.query(
      `insert into search_document as known (id, revision, author_id, visibility, is_top, active_at, terms)
       select id, revision, "authorId", visibility, "isTop", "activeAt", array_to_tsvector(terms)
         from ${given}
        order by id
       on conflict (id) do update
          set revision = excluded.revision, author_id = excluded.author_id, visibility = excluded.visibility,
              is_top = excluded.is_top, active_at = excluded.active_at, terms = excluded.terms
        where known.revision <= excluded.revision`,
      [JSON.stringify(documents)],
    );
  }

  async listDiffering(documents: readonly IndexedDocument[]): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(
      `select given.id from ${given} left join search_document known using (id)
        where known.id is null or known.revision > given.revision
           or (known.author_id, known.visibility, known.is_top, known.active_at, known.terms)
              is distinct from ("authorId", given.visibility, "isTop", "activeAt", array_to_tsvector(given.terms))
        order by given.id`,
      [JSON.stringify(documents)],
    );
    return rows.map(({ id }) => id);
  }

  /** Not of tombstones. */
  async listIds(afterId: Id, limit: number): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(
      `select id from search_document where id > $1 and terms <> '' order by id limit $2`,
      [afterId, limit],
    );
    return rows.map(({ id }) => id);
  }

  async remove(ids: readonly Id[]): Promise<void> {
    await this.db.query('delete from search_document where id = any($1)', [ids]);
  }

  async search(query: TermQuery): Promise<SearchHits> {
    const { sql, values } = searchSql(query);
    const [row] = await this.db.query<{ ids: Id[]; total: number }>(sql, values);
    return row!;
  }
}

export function searchSql({ query, access, offset, limit }: TermQuery): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  const parameter = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const sql = `
    with found as materialized (
      select id, is_top, active_at from search_document
       where terms @@ ${parameter(query, 'tsquery')} and ${accessSql(access, parameter)})
    select (select count(*) from found) as total,
           array(select id from found order by is_top desc, active_at desc, id desc
                  limit ${parameter(limit, 'int')} offset ${parameter(offset, 'int')}) as ids`;
  return { sql, values };
}

type Parameter = (value: unknown, type: string) => string;

function accessSql({ always, levels, except }: SearchAccess, parameter: Parameter): string {
  const isOneOf = (authors: Authors) =>
    authors === 'anyone' ? 'true' : `author_id = any(${parameter(authors, 'bigint[]')})`;
  const ways = levels.map(
    ({ visibility, authors }) => `visibility = ${parameter(visibility, 'smallint')} and ${isOneOf(authors)}`,
  );
  return `author_id <> all(${parameter(except, 'bigint[]')}) and (${[isOneOf(always), ...ways].join(' or ')})`;
}
