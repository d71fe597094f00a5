import { Injectable } from '@nestjs/common';
import type { Id, Row } from '#kernel/database';
import type { FirstOwner } from '#kernel/tenancy';

type Query = (sql: string, values: unknown[]) => Promise<Row[]>;

@Injectable()
export class FirstOwnerRepository {
  /** In the transaction that makes the schema, through its own connection: there is no tenant scope yet. Answers the owner's id. */
  async add(query: Query, { username, passwordHash, email, inviteHash, enterHash }: FirstOwner): Promise<Id> {
    const [owner] = await query(
      `with owner as (
         insert into member (username, nickname, password_hash, email, is_admin)
         values ($1, $1, $2, $3, true) returning id),
       invited as (
         insert into access_code (purpose, hash, member_id, expires_at)
         select 'invite', $4::bytea, id, now() + interval '7 days' from owner where $4::bytea is not null),
       entering as (
         insert into access_code (purpose, hash, member_id, expires_at)
         select 'enter', $5::bytea, id, now() + interval '15 minutes' from owner where $5::bytea is not null)
       select id::int from owner`,
      [username, passwordHash ?? null, email ?? '', inviteHash ?? null, enterHash ?? null],
    );
    return owner!['id'] as Id;
  }
}
