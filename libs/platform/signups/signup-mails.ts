import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { type Locale, localeOf } from '#kernel/i18n';
import { type MailContent, PlatformMails } from '#platform/mails';
import { NewTenants } from '#platform/tenants';
import type { Signup } from './signup.js';
import { SignupStandings } from './signup-standings.js';

type To = Pick<Signup, 'email' | 'locale' | 'slug'>;

/** What whoever waits for an operator is told by mail; in the open transaction, so that it is told exactly if it is so. */
@Injectable()
export class SignupMails {
  constructor(
    private readonly config: Config,
    private readonly tenants: NewTenants,
    private readonly standings: SignupStandings,
    private readonly mails: PlatformMails,
  ) {}

  async received(id: number, to: To): Promise<void> {
    const url = this.config.publicUrl(this.config.platformHost) + this.standings.pathOf(id);
    await this.send(to, { kind: 'signup-received', host: this.tenants.hostOf(to.slug), url });
  }

  async approved(to: To): Promise<void> {
    const host = this.tenants.hostOf(to.slug);
    await this.send(to, { kind: 'signup-approved', host, url: this.config.publicUrl(host) });
  }

  async refused(to: To, reason: string): Promise<void> {
    await this.send(to, { kind: 'signup-refused', host: this.tenants.hostOf(to.slug), reason });
  }

  private async send({ email: to, locale }: To, content: MailContent): Promise<void> {
    await this.mails.add({ to, locale: localeOf(locale) ?? usualLocale, content });
  }
}

const usualLocale: Locale = 'zh-CN';
