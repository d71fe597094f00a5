import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase, type Row } from '#kernel/database';
import { offerDays, type OwnerOffer } from './owner.js';

/** Under the lock of the community's row. */
@Injectable()
export class OffersRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** In place of the one before. */
  async put(tenantId: Id, from: string, to: string): Promise<void> {
    await this.db.query(
      `insert into platform.owner_offer (tenant_id, from_username, to_username, expires_at)
       values ($1, $2, $3, now() + make_interval(days => $4))
       on conflict (tenant_id) do update
          set from_username = excluded.from_username, to_username = excluded.to_username, created_at = now(),
              expires_at = excluded.expires_at`,
      [tenantId, from, to, offerDays],
    );
  }

  /** Answers what it was; null: there is none, or its time is over. */
  async take(tenantId: Id): Promise<OwnerOffer | null> {
    const [row] = await this.db.query<OwnerOffer & { isOpen: boolean } & Row>(
      `delete from platform.owner_offer where tenant_id = $1
       returning from_username as "from", to_username as "to", expires_at as "expiresAt", expires_at > now() as "isOpen"`,
      [tenantId],
    );
    if (!row?.isOpen) return null;
    const { from, to, expiresAt } = row;
    return { from, to, expiresAt };
  }
}
