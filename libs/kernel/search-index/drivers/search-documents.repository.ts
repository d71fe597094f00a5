import { Injectable } from '@nestjs/common';
import { type Deferral, type Id, TenantDatabase } from '#kernel/database';
import { scope } from '#kernel/scope';
import type { SearchKind, SearchQuery } from '../search-index.js';
import { searchSql } from './search-documents.queries.js';
import type { TermQuery } from './term-query.js';
import type { WordRow } from './vocabulary.js';

/** A row of search_document; without terms a tombstone, found by nothing. */
export interface IndexedDocument {
  readonly kind: SearchKind;
  readonly id: Id;
  readonly revision: number;
  readonly digest: string;
  readonly authorId: Id;
  readonly visibility: number;
  readonly isTop: boolean;
  readonly createdAt: Date;
  readonly activeAt: Date;
  readonly heat: number;
  /** The text of a tsvector. */
  readonly terms: string;
}

export interface FoundDocuments {
  readonly ids: Id[];
  readonly total: number;
}

/** The documents of parameter `$1`. */
const given = `jsonb_to_recordset($1) as given (kind text, id bigint, revision bigint, digest text, "authorId" bigint,
  visibility smallint, "isTop" boolean, "createdAt" timestamptz, "activeAt" timestamptz, heat double precision, terms text)`;

@Injectable()
export class SearchDocumentsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** In one order, so that two who put many never wait for each other. The same revision replaces itself. */
  async put(documents: readonly IndexedDocument[]): Promise<void> {
    await this.db.query(
      `insert into search_document as known
              (kind, id, revision, digest, author_id, visibility, is_top, created_at, active_at, heat, terms)
       select kind, id, revision, digest, "authorId", visibility, "isTop", "createdAt", "activeAt", heat, terms::tsvector
         from ${given}
        order by kind, id
       on conflict (kind, id) do update
          set revision = excluded.revision, digest = excluded.digest, author_id = excluded.author_id,
              visibility = excluded.visibility, is_top = excluded.is_top, created_at = excluded.created_at,
              active_at = excluded.active_at, heat = excluded.heat, terms = excluded.terms
        where known.revision <= excluded.revision`,
      [JSON.stringify(documents)],
    );
  }

  /** In the open unit of work, or else in one of its own. */
  async inUnit(work: () => Promise<void>): Promise<void> {
    await (scope.current().unit ? work() : this.db.transaction(work));
  }

  /** At the end of the open unit of work, so that those of all its documents are written in one order. */
  putWords(words: readonly WordRow[]): void {
    if (words.length > 0) this.db.defer(this.puttingWords, words);
  }

  async listDiffering(documents: readonly IndexedDocument[]): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(
      `select given.id from ${given} left join search_document known using (kind, id)
        where known.id is null or known.revision > given.revision
           or (known.digest, known.author_id, known.visibility, known.is_top, known.created_at, known.active_at,
               known.heat, known.terms)
              is distinct from (given.digest, "authorId", given.visibility, "isTop", "createdAt", "activeAt",
                                given.heat, given.terms::tsvector)
        order by given.id`,
      [JSON.stringify(documents)],
    );
    return rows.map(({ id }) => id);
  }

  /** Not of tombstones. */
  async listIds(kind: SearchKind, afterId: Id, limit: number): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(
      `select id from search_document where kind = $1 and id > $2 and terms <> '' order by id limit $3`,
      [kind, afterId, limit],
    );
    return rows.map(({ id }) => id);
  }

  async remove(kind: SearchKind, ids: readonly Id[]): Promise<void> {
    await this.db.query('delete from search_document where kind = $1 and id = any($2)', [kind, ids]);
  }

  async search(query: SearchQuery, terms: TermQuery): Promise<FoundDocuments> {
    const { sql, values } = searchSql(query, terms);
    const [row] = await this.db.query<FoundDocuments & Record<string, unknown>>(sql, values);
    return row!;
  }

  /** The words of a document, and all else that it is found by. */
  async listTerms(kind: SearchKind, id: Id): Promise<string[]> {
    const [row] = await this.db.query<{ terms: string[] }>(
      `select tsvector_to_array(terms) as terms from search_document where kind = $1 and id = $2`,
      [kind, id],
    );
    return row?.terms ?? [];
  }

  /** Words that have one of these terms: `=word` for itself, `~wrd` for what it is without a letter. */
  async listWords(query: string): Promise<string[]> {
    const rows = await this.db.query<{ word: string }>(
      `select substr(term, 2) as word from search_document, unnest(tsvector_to_array(terms)) as term
        where terms @@ $1::tsquery and kind = 'word' and term like '=%'`,
      [query],
    );
    return rows.map(({ word }) => word);
  }

  /** A word that is there is not touched, for many documents have it, but where the sweep of words has found it unused. */
  private readonly puttingWords: Deferral<readonly WordRow[]> = {
    beforeCommit: (puts) => {
      const words = new Map(puts.flat().map(({ id, terms }) => [id, terms]));
      return {
        sql: `insert into search_document
                     (kind, id, revision, digest, author_id, visibility, is_top, created_at, active_at, heat, terms)
              select 'word', id, 1, '', 0, 0, false, 'epoch', 'epoch', 0, terms::tsvector
                from unnest($1::bigint[], $2::text[]) as given (id, terms)
               where not exists (
                       select from search_document w where w.kind = 'word' and w.id = given.id and w.active_at = 'epoch')
               order by id
              on conflict (kind, id) do update set active_at = excluded.active_at`,
        values: [[...words.keys()], [...words.values()]],
      };
    },
  };
}
