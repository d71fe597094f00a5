import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase, type Row } from '#kernel/database';
import { tenantsChanged } from '#kernel/tenancy';
import { claimDays, type Owner } from './owner.js';

/** What every change of a tenant's row carries, so that all processes see it within two seconds. */
const stamped = 'updated_at = now(), changed_in = pg_current_xact_id()';
const tell = `select pg_notify('${tenantsChanged}', '') from changed`;

export interface NewClaim {
  readonly tenantId: Id;
  readonly email: string;
  readonly nonce: string;
  readonly hash: Buffer;
}

@Injectable()
export class OwnersRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** Holds off other changes of this community until the end of the transaction. */
  async lock(tenantId: Id): Promise<Owner | null> {
    const [row] = await this.db.query<Owner & Row>(
      `select id as "tenantId", slug, name, state, locale, owner_username as username, owner_email as email,
              owner_verified_at as "verifiedAt", is_unverified as "isUnverified"
         from platform.tenant where id = $1 for no key update`,
      [tenantId],
    );
    return row ?? null;
  }

  /** Of an owner who has shown none yet: the one that is asked for now. */
  async setUnverifiedEmail(tenantId: Id, email: string | null): Promise<void> {
    await this.db.query('update platform.tenant set owner_email = $2, owner_verified_at = null where id = $1', [
      tenantId,
      email,
    ]);
  }

  /** Another owner: what is known of the one before is forgotten. */
  async setOwner(tenantId: Id, username: string): Promise<void> {
    await this.db.query(
      `with changed as (
         update platform.tenant set owner_username = $2, owner_email = null, owner_verified_at = null, ${stamped}
          where id = $1 returning id),
       claims as (delete from platform.owner_claim where tenant_id = $1),
       offers as (delete from platform.owner_offer where tenant_id = $1)
       ${tell}`,
      [tenantId, username],
    );
  }

  /** Which address waits to be confirmed. */
  async findClaimed(tenantId: Id): Promise<string | null> {
    const [row] = await this.db.query<{ email: string }>(
      'select email from platform.owner_claim where tenant_id = $1',
      [tenantId],
    );
    return row?.email ?? null;
  }

  /** In place of the one before. */
  async putClaim({ tenantId, email, nonce, hash }: NewClaim): Promise<void> {
    await this.db.query(
      `insert into platform.owner_claim (tenant_id, email, nonce, hash, expires_at)
       values ($1, $2, $3, $4, now() + make_interval(days => $5))
       on conflict (tenant_id) do update
          set email = excluded.email, nonce = excluded.nonce, hash = excluded.hash, created_at = now(),
              expires_at = excluded.expires_at`,
      [tenantId, email, nonce, hash, claimDays],
    );
  }

  /** Good for as long again; null: there is none. */
  async renewClaim(tenantId: Id): Promise<{ email: string; nonce: string } | null> {
    const [row] = await this.db.query<{ email: string; nonce: string }>(
      `update platform.owner_claim set expires_at = now() + make_interval(days => $2) where tenant_id = $1
       returning email, nonce`,
      [tenantId, claimDays],
    );
    return row ?? null;
  }

  async dropClaim(tenantId: Id): Promise<boolean> {
    const gone = await this.db.query('delete from platform.owner_claim where tenant_id = $1 returning tenant_id', [
      tenantId,
    ]);
    return gone.length > 0;
  }

  /** The address is the owner's from now on. Of two who follow the same link at once, one gets null. */
  async verify(tenantId: Id, hash: Buffer): Promise<{ email: string } | null> {
    const [row] = await this.db.query<{ email: string }>(
      `with claim as (
         delete from platform.owner_claim where tenant_id = $1 and hash = $2 and expires_at > now() returning email),
       changed as (
         update platform.tenant t
            set owner_email = claim.email, owner_verified_at = now(), is_unverified = false, ${stamped}
           from claim where t.id = $1 returning t.id)
       select claim.email, pg_notify('${tenantsChanged}', '') from claim, changed`,
      [tenantId, hash],
    );
    return row ? { email: row.email } : null;
  }

  /** What nobody has followed in time, and addresses of communities that are gone. */
  async removeOld(most: number): Promise<void> {
    await this.db.query(
      `with claims as (
         delete from platform.owner_claim
          where tenant_id in (select tenant_id from platform.owner_claim where expires_at < now() - interval '1 day' limit $1)),
       offers as (
         delete from platform.owner_offer
          where tenant_id in (select tenant_id from platform.owner_offer where expires_at < now() - interval '1 day' limit $1)),
       recoveries as (
         delete from platform.owner_recovery
          where tenant_id in (select id from platform.tenant where state = 'deleted') returning id)
       update platform.tenant set owner_email = null, owner_verified_at = null
        where state = 'deleted' and owner_email is not null`,
      [most],
    );
  }
}
