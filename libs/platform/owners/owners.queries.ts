import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase, type Row } from '#kernel/database';
import {
  aloneHours,
  type Ownership,
  type Owner,
  type OwnerClaim,
  type OwnerOffer,
  type OwnerRecovery,
} from './owner.js';

/** `hours`: the parameter that says after how many one operator alone may confirm. */
export const recoveryColumns = (hours: string): string => `
  r.id, r.username, r.email, r.proof, r.member_id as "memberId",
  r.is_invited as "isInvited", r.asked_by as "askedBy", r.asked_name as "askedName",
  r.asked_at as "askedAt", r.asked_at + make_interval(hours => ${hours}::int) as "readyAt",
  r.asked_at + make_interval(hours => ${hours}::int) <= now() as "isReady"`;

/** Communities whose members can be reached by mail about them: they are there, for whomever. */
const present = `('active', 'read_only', 'suspended', 'archived')`;
const mostListed = 100;

type FoundOwner = Owner &
  Row & {
    claimEmail: string | null;
    claimExpires: Date | null;
    offerFrom: string | null;
    offerTo: string;
    offerExpires: Date;
  };

/** Each read is one statement, unless it says otherwise. */
@Injectable()
export class OwnersQueries {
  constructor(private readonly db: PlatformDatabase) {}

  /** Two statements. Null: there is no such community. */
  async find(tenantId: Id): Promise<Ownership | null> {
    const [[row], recovery] = await Promise.all([
      this.db.query<FoundOwner>(
        `select t.id as "tenantId", t.slug, t.name, t.state, t.locale, t.owner_username as username, t.owner_email as email,
                t.owner_verified_at as "verifiedAt", t.is_unverified as "isUnverified",
                c.email as "claimEmail", c.expires_at as "claimExpires",
                o.from_username as "offerFrom", o.to_username as "offerTo", o.expires_at as "offerExpires"
           from platform.tenant t
           left join platform.owner_claim c on c.tenant_id = t.id and c.expires_at > now()
           left join platform.owner_offer o on o.tenant_id = t.id and o.expires_at > now()
          where t.id = $1`,
        [tenantId],
      ),
      this.findRecovery(tenantId),
    ]);
    return row ? { owner: ownerOf(row), claim: claimOf(row), offer: offerOf(row), recovery } : null;
  }

  async findRecovery(tenantId: Id): Promise<OwnerRecovery | null> {
    const [row] = await this.db.query<OwnerRecovery & Row>(
      `select ${recoveryColumns('$2')} from platform.owner_recovery r where r.tenant_id = $1 and r.confirmed_at is null`,
      [tenantId, aloneHours],
    );
    return row ?? null;
  }

  /** The address that this link would show to be the owner's; null: it was followed, or its time is over. */
  async findClaim(tenantId: Id, hash: Buffer): Promise<string | null> {
    const [row] = await this.db.query<{ email: string }>(
      'select email from platform.owner_claim where tenant_id = $1 and hash = $2 and expires_at > now()',
      [tenantId, hash],
    );
    return row?.email ?? null;
  }

  /** Those whose owner has shown that the address is theirs, by name. */
  async listByEmail(email: string): Promise<{ name: string; host: string }[]> {
    return this.db.query<{ name: string; host: string }>(
      `select t.name, h.host from platform.tenant t join platform.host h on h.tenant_id = t.id and h.is_primary
        where t.owner_email = $1 and t.owner_verified_at is not null and t.state in ${present}
        order by t.name, t.id limit ${mostListed}`,
      [email],
    );
  }

  /** Whether somebody else is there to confirm. */
  async hasOtherAdmin(operatorId: Id | null): Promise<boolean> {
    const rows = await this.db.query(
      `select from platform.operator where role = 'admin' and disabled_at is null and id is distinct from $1 limit 1`,
      [operatorId],
    );
    return rows.length > 0;
  }
}

function ownerOf({
  tenantId,
  slug,
  name,
  state,
  locale,
  username,
  email,
  verifiedAt,
  isUnverified,
}: FoundOwner): Owner {
  return { tenantId, slug, name, state, locale, username, email, verifiedAt, isUnverified };
}

const claimOf = ({ claimEmail: email, claimExpires: expiresAt }: FoundOwner): OwnerClaim | null =>
  email === null || expiresAt === null ? null : { email, expiresAt };

const offerOf = ({ offerFrom: from, offerTo: to, offerExpires: expiresAt }: FoundOwner): OwnerOffer | null =>
  from === null ? null : { from, to, expiresAt };
