import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { MemberAccount } from './member-account.entity.js';

@Injectable()
export class AccountsRepository {
  constructor(private readonly db: TenantDatabase) {}

  async isTaken(username: string): Promise<boolean> {
    const found = await this.db.query('select from member where lower(username) = lower($1)', [username]);
    return found.length > 0;
  }

  /** Null when somebody else was faster with this name. In the open unit of work. */
  async add(username: string, passwordHash: string): Promise<Id | null> {
    const inserted = await this.db
      .repository(MemberAccount)
      .createQueryBuilder()
      .insert()
      .values({ username, nickname: username, passwordHash })
      .orIgnore()
      .returning('id')
      .execute();
    return (inserted.raw as { id: Id }[])[0]?.id ?? null;
  }
}
