import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { type SearchDocument, type SearchKind, SearchSource, type Tombstone } from '#kernel/search-index';
import type { DocumentsSql } from './documents-sql.js';
import { memberDocuments } from './member-documents.queries.js';
import { postDocuments } from './post-documents.queries.js';
import { topicDocuments } from './topic-documents.queries.js';

export const documentsSql: Readonly<Record<SearchKind, DocumentsSql>> = {
  post: postDocuments,
  member: memberDocuments,
  topic: topicDocuments,
};

type DocumentRow = Row & Omit<SearchDocument, 'kind'> & { readonly isGone: boolean };

const select = ({ columns, isGone, table, joins }: DocumentsSql, rest: string): string =>
  `select ${columns}, ${isGone} as "isGone" from ${table} r ${joins} where ${rest}`;

/** Posts, members and topics as they are in the tenant's rows. */
@Injectable()
export class SearchDocumentsQueries extends SearchSource {
  constructor(private readonly db: TenantDatabase) {
    super();
  }

  async read(kind: SearchKind, ids: readonly Id[]): Promise<(SearchDocument | Tombstone)[]> {
    const sql = select(documentsSql[kind], 'r.id = any($1) order by r.id');
    return (await this.db.query<DocumentRow>(sql, [ids])).map((row) => documentOf(kind, row));
  }

  async list(kind: SearchKind, afterId: Id, limit: number): Promise<(SearchDocument | Tombstone)[]> {
    const sql = select(documentsSql[kind], 'r.id > $1 order by r.id limit $2');
    return (await this.db.query<DocumentRow>(sql, [afterId, limit])).map((row) => documentOf(kind, row));
  }
}

function documentOf(kind: SearchKind, { isGone, ...row }: DocumentRow): SearchDocument | Tombstone {
  return isGone ? { kind, id: row.id, revision: row.revision } : { kind, ...row };
}
