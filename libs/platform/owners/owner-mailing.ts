import { Injectable } from '@nestjs/common';
import { localeOf } from '#kernel/i18n';
import { mailAddress } from '#kernel/mail';
import type { OwnerCandidate } from '#kernel/tenancy';
import { type MailContent, PlatformMails } from '#platform/mails';
import type { Owner } from './owner.js';

/** Tells people what becomes of their community, where their address is known. In an open unit of work of the platform. */
@Injectable()
export class OwnerMailing {
  constructor(private readonly mails: PlatformMails) {}

  /** Only at an address that they have shown to be theirs: another one may be a stranger's. */
  async tellOwner(owner: Owner, content: MailContent): Promise<void> {
    if (owner.email !== null && owner.verifiedAt !== null) await this.send(owner.email, owner, content);
  }

  async tellMember({ email }: Pick<OwnerCandidate, 'email'>, owner: Owner, content: MailContent): Promise<void> {
    const to = mailAddress(email);
    if (to !== null) await this.send(to, owner, content);
  }

  private async send(to: string, { tenantId, locale }: Owner, content: MailContent): Promise<void> {
    await this.mails.add({ to, tenantId, locale: localeOf(locale) ?? 'en', content });
  }
}
