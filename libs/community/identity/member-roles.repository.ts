import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';

export interface MemberRole {
  readonly id: Id;
  readonly isAdmin: boolean;
  readonly isBanned: boolean;
}

@Injectable()
export class MemberRolesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** In the open unit of work, which keeps them as they are until its end. */
  async lock(ids: readonly Id[]): Promise<MemberRole[]> {
    return this.db.query<MemberRole & Row>(
      `select id, is_admin as "isAdmin", status = 2 as "isBanned" from member
        where id = any($1::bigint[]) and deleted_at is null order by id for no key update`,
      [ids],
    );
  }

  /** Answers whether it was another one. */
  async setStatus(id: Id, status: 1 | 2): Promise<boolean> {
    const changed = await this.db.query(
      'update member set status = $2, revision = revision + 1 where id = $1 and status <> $2 returning id',
      [id, status],
    );
    return changed.length > 0;
  }

  async setAdministrator(id: Id, isAdmin: boolean): Promise<void> {
    await this.db.query('update member set is_admin = $2, revision = revision + 1 where id = $1 and is_admin <> $2', [
      id,
      isAdmin,
    ]);
  }
}
