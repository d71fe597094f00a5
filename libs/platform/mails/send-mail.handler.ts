import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { PlatformSecretBox } from '#kernel/crypto';
import { On } from '#kernel/jobs';
import { Mailer } from '#kernel/mail';
import type { TenantState } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { type Place, writeMail } from './letters.js';
import { MailAdded } from './mails.events.js';
import { mailPurpose, type PlatformMail } from './platform-mail.js';

/** Nobody waits for a mail about what is gone. */
const gone: ReadonlySet<TenantState> = new Set(['deleting', 'deleted', 'failed']);

/** A mail of a community that is just being made has no address to lead to yet: it is tried again. */
export class CommunityNotReady extends Error {
  override readonly name = 'CommunityNotReady';
}

@Injectable()
export class SendMail {
  constructor(
    private readonly config: Config,
    private readonly box: PlatformSecretBox,
    private readonly tenants: TenantDirectory,
    private readonly mailer: Mailer,
  ) {}

  /** The same Message-ID each time: a mail that was taken just before its process died comes twice, and can be told. */
  @On(MailAdded, { task: 'mails.send', class: 'mail', inUnit: false })
  async handle({ mailId, sealed }: MailAdded): Promise<void> {
    const { to, locale, tenantId, content } = JSON.parse(this.box.open(sealed, mailPurpose)) as PlatformMail;
    const place = await this.placeOf(tenantId);
    if (!place) return;
    const written = writeMail(content, locale, place);
    await this.mailer.send({ to, ...written, messageId: `<${mailId}@${this.config.platformHost}>` });
  }

  /** Null: the community is gone. */
  private async placeOf(tenantId: number | undefined): Promise<Place | null> {
    const { platformHost } = this.config;
    if (tenantId === undefined) return { platformHost };
    const tenant = await this.tenants.findById(tenantId);
    if (!tenant || gone.has(tenant.state)) return null;
    const { name, primaryHost: host } = tenant;
    if (tenant.state === 'provisioning' || !host) throw new CommunityNotReady();
    return { platformHost, community: { name, host, url: this.config.publicUrl(host) } };
  }
}
