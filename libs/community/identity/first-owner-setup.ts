import { Injectable } from '@nestjs/common';
import { Passwords } from '#kernel/crypto';
import type { Row } from '#kernel/database';
import { AppError, type ErrorName } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import { type FirstOwner, type OwnerRefusal, TenantSetup } from '#kernel/tenancy';
import { passwordRefusal, usernameRefusal } from './credentials.js';
import { FirstOwnerRepository } from './first-owner.repository.js';
import { MemberRegistered } from './identity.events.js';

/** A new community begins with its owner, who administers it. */
@Injectable()
export class FirstOwnerSetup extends TenantSetup {
  constructor(
    private readonly owners: FirstOwnerRepository,
    private readonly passwords: Passwords,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async setUp(query: (sql: string, values: unknown[]) => Promise<Row[]>, owner: FirstOwner): Promise<void> {
    const { sql, values } = this.outbox.statementOf(new MemberRegistered(await this.owners.add(query, owner)));
    await query(sql, values);
  }

  refusal({ username, password }: { username: string; password?: string }): OwnerRefusal | null {
    return (
      said('username', usernameRefusal(username)) ??
      (password === undefined ? null : said('password', passwordRefusal(password)))
    );
  }

  async hashPassword(password: string): Promise<string> {
    return this.passwords.hash(password);
  }

  invitePath(secret: string): string {
    return `/invite/${secret}`;
  }

  enterPath(secret: string): string {
    return `/enter/${secret}`;
  }
}

const said = (field: OwnerRefusal['field'], refused: ErrorName | null): OwnerRefusal | null =>
  refused && { field, error: refused, message: new AppError(refused).message };
