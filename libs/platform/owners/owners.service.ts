import { Injectable } from '@nestjs/common';
import { hashSecret, PlatformSecretBox } from '#kernel/crypto';
import { type Id, PlatformDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { type Locale, localeOf } from '#kernel/i18n';
import { Outbox } from '#kernel/jobs';
import { mailAddress } from '#kernel/mail';
import { type ActingMember, AuditLog } from '#platform/audit';
import { MailLimits, PlatformMails } from '#platform/mails';
import type { OperatorAccount } from '#platform/operators';
import { TenantNotFound } from '#platform/tenants';
import { isOwner, maskedEmail, type Owner, type Ownership } from './owner.js';
import { OwnerClaims } from './owner-claims.js';
import { NotOwner, OwnerEmailInvalid, OwnerHasNoEmail, OwnerLinkInvalid, OwnerMailLimit } from './owners.errors.js';
import { CommunitiesAsked } from './owners.events.js';
import { OwnersQueries } from './owners.queries.js';
import { OwnersRepository } from './owners.repository.js';

/** Under which addresses are sealed that somebody asks about. */
export const askedPurpose = 'communities-asked';
const asksAnHour = 10;

/** The e-mail addresses of owners. */
@Injectable()
export class OwnersService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly owners: OwnersRepository,
    private readonly views: OwnersQueries,
    private readonly claims: OwnerClaims,
    private readonly mails: PlatformMails,
    private readonly limits: MailLimits,
    private readonly box: PlatformSecretBox,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  async get(tenantId: Id): Promise<Ownership> {
    const found = await this.views.find(tenantId);
    if (!found) throw new TenantNotFound();
    return found;
  }

  /**
   * Keeps the address that a new community's owner gave, and sends them a link to confirm it. In the open unit of work of
   * the platform in which the community is made; a second call with the same address does nothing.
   */
  async begin({ tenantId, email: given, locale }: { tenantId: Id; email: string; locale: string }): Promise<void> {
    const email = mailAddress(given);
    if (email === null) throw new OwnerEmailInvalid();
    const owner = await this.lock(tenantId);
    if (owner.verifiedAt !== null && owner.email === email) return;
    if ((await this.owners.findClaimed(tenantId)) === email) return;
    if (owner.verifiedAt === null) await this.owners.setUnverifiedEmail(tenantId, email);
    await this.claims.begin({ tenantId, email, locale: localeOf(locale) ?? 'en' });
  }

  /**
   * Has a list of the communities whose owner has this address sent to it. Nobody is told whether there are any: that is
   * looked up later, by a task, so answer and time are the same. `from`: address of the network that asks.
   */
  async requestListOf(email: string, locale: Locale, from: string): Promise<void> {
    const to = mailAddress(email);
    if (to === null) throw new OwnerEmailInvalid();
    if (!(await this.limits.take('communities-asked', asksAnHour, from))) throw new AppError('request.too-many');
    const sealed = this.box.seal(JSON.stringify({ to, locale }), askedPurpose);
    await this.db.transaction(async () => this.outbox.add(new CommunitiesAsked(sealed)));
  }

  /** Masked, for whoever has the link of a mail. */
  async claimedBy(tenantId: Id, secret: string): Promise<string> {
    const email = await this.views.findClaim(tenantId, hashSecret(secret));
    if (email === null) throw new OwnerLinkInvalid();
    return maskedEmail(email);
  }

  /** The address is the owner's from now on, and limits rise. */
  async verify(tenantId: Id, secret: string): Promise<void> {
    await this.db.transaction(async () => {
      const owner = await this.lock(tenantId);
      const verified = await this.owners.verify(tenantId, hashSecret(secret));
      if (!verified) throw new OwnerLinkInvalid();
      const details = { email: maskedEmail(verified.email), ...(owner.isUnverified && { limits: 'raised' }) };
      await this.audit.recordOwn({ action: 'owner.verify', tenantId, details });
    });
  }

  /** Until the new one is confirmed, the old one stays in force, and is told. */
  async changeEmail(member: ActingMember, tenantId: Id, given: string): Promise<void> {
    const email = mailAddress(given);
    if (email === null) throw new OwnerEmailInvalid();
    await this.db.transaction(async () => {
      const owner = await this.lockOwn(member, tenantId);
      if (owner.verifiedAt !== null && owner.email === email) {
        await this.owners.dropClaim(tenantId);
        return;
      }
      const locale = localeOf(owner.locale) ?? 'en';
      if (owner.verifiedAt === null) await this.owners.setUnverifiedEmail(tenantId, email);
      if (!(await this.claims.begin({ tenantId, email, locale }))) throw new OwnerMailLimit();
      if (owner.verifiedAt !== null && owner.email !== null) {
        const content = { kind: 'address-changing', next: maskedEmail(email) } as const;
        await this.mails.add({ to: owner.email, locale, tenantId, content });
      }
      await this.audit.recordMember(member, {
        action: 'owner.change-email',
        tenantId,
        details: { email: maskedEmail(email) },
      });
    });
  }

  /** The address that was asked for is not wanted after all. */
  async dropClaim(member: ActingMember, tenantId: Id): Promise<void> {
    await this.db.transaction(async () => {
      await this.lockOwn(member, tenantId);
      if (!(await this.owners.dropClaim(tenantId))) return;
      await this.audit.recordMember(member, { action: 'owner.keep-email', tenantId });
    });
  }

  async resend(member: ActingMember, tenantId: Id): Promise<void> {
    await this.db.transaction(async () => {
      await this.sendAgain(await this.lockOwn(member, tenantId));
    });
  }

  /** The same, by an operator. */
  async resendAs(operator: OperatorAccount, tenantId: Id): Promise<void> {
    await this.db.transaction(async () => {
      await this.sendAgain(await this.lock(tenantId));
      await this.audit.record(operator, { action: 'owner.mail', tenantId });
    });
  }

  private async sendAgain(owner: Owner): Promise<void> {
    const { tenantId, email, verifiedAt } = owner;
    const locale = localeOf(owner.locale) ?? 'en';
    const sent =
      (await this.claims.again(tenantId, locale)) ??
      (email !== null && verifiedAt === null ? await this.claims.begin({ tenantId, email, locale }) : null);
    if (sent === null) throw new OwnerHasNoEmail();
    if (!sent) throw new OwnerMailLimit();
  }

  private async lock(tenantId: Id): Promise<Owner> {
    const owner = await this.owners.lock(tenantId);
    if (!owner) throw new TenantNotFound();
    return owner;
  }

  private async lockOwn(member: ActingMember, tenantId: Id): Promise<Owner> {
    const owner = await this.lock(tenantId);
    if (!isOwner(member, owner)) throw new NotOwner();
    return owner;
  }
}
