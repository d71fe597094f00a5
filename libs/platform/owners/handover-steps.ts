import { Injectable } from '@nestjs/common';
import { localeOf } from '#kernel/i18n';
import { Outbox } from '#kernel/jobs';
import { mailAddress } from '#kernel/mail';
import { scope } from '#kernel/scope';
import type { OwnerCandidate } from '#kernel/tenancy';
import type { MailContent } from '#platform/mails';
import { offerDays, type Owner, ownerPaths } from './owner.js';
import { OwnerClaims } from './owner-claims.js';
import { OwnerMailing } from './owner-mailing.js';
import { OwnershipAccepted } from './owners.events.js';
import { OwnersRepository } from './owners.repository.js';

/** What an offer and a new owner bring along. In an open unit of work, under the lock of the community's row. */
@Injectable()
export class HandoverSteps {
  constructor(
    private readonly owners: OwnersRepository,
    private readonly claims: OwnerClaims,
    private readonly mailing: OwnerMailing,
    private readonly outbox: Outbox,
  ) {}

  async tellOwner(owner: Owner, content: MailContent): Promise<void> {
    await this.mailing.tellOwner(owner, content);
  }

  async tellOffered(candidate: OwnerCandidate, owner: Owner): Promise<void> {
    const offer = { kind: 'ownership-offered', from: owner.username, path: ownerPaths.offer, days: offerDays } as const;
    await this.mailing.tellMember(candidate, owner, offer);
  }

  async afterAcceptance(candidate: OwnerCandidate, owner: Owner): Promise<void> {
    const { tenantId } = owner;
    await this.mailing.tellOwner(owner, { kind: 'ownership-given', username: candidate.username });
    const received = { kind: 'ownership-received', from: owner.username, path: ownerPaths.desk } as const;
    await this.mailing.tellMember(candidate, owner, received);
    await this.beginClaim(owner, candidate.email);
    const event = new OwnershipAccepted(tenantId, candidate.username);
    scope.with({ tenant: undefined }, () => this.outbox.add(event)); // a task of the platform
  }

  /** The new owner's address, where one is known, has still to be shown to be theirs. */
  async beginClaim({ tenantId, locale }: Owner, given: string): Promise<void> {
    const email = mailAddress(given);
    if (email === null) return;
    await this.owners.setUnverifiedEmail(tenantId, email);
    await this.claims.begin({ tenantId, email, locale: localeOf(locale) ?? 'en' });
  }
}
