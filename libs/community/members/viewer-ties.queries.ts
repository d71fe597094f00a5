import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { hiddenFromSql } from './ties.js';

export interface TiesRow {
  readonly follows: readonly Id[];
  readonly hidesNobody: boolean;
}

@Injectable()
export class ViewerTiesQueries {
  constructor(private readonly db: TenantDatabase) {}

  async find(viewerId: Id): Promise<TiesRow> {
    const [row] = await this.db.query<TiesRow & Record<string, unknown>>(
      `select array(select other_id from relation where member_id = $1 and kind = 'follow') as follows,
              ${hiddenFromSql('$1::bigint')} = '{}' as "hidesNobody"`,
      [viewerId],
      'generic',
    );
    return row!;
  }
}
