import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { PlatformSecretBox } from '#kernel/crypto';
import type { Locale } from '#kernel/i18n';
import { On } from '#kernel/jobs';
import { PlatformMails } from '#platform/mails';
import { CommunitiesAsked } from './owners.events.js';
import { OwnersQueries } from './owners.queries.js';
import { askedPurpose } from './owners.service.js';

/** Where there are none, nothing is sent: an address that owns nothing here has not asked for anything. */
@Injectable()
export class MailCommunities {
  constructor(
    private readonly config: Config,
    private readonly box: PlatformSecretBox,
    private readonly views: OwnersQueries,
    private readonly mails: PlatformMails,
  ) {}

  @On(CommunitiesAsked, { task: 'owners.mail-communities', class: 'mail' })
  async handle({ sealed }: CommunitiesAsked): Promise<void> {
    const { to, locale } = JSON.parse(this.box.open(sealed, askedPurpose)) as { to: string; locale: Locale };
    const found = await this.views.listByEmail(to);
    if (!found.length) return;
    const communities = found.map(({ name, host }) => ({ name, url: this.config.publicUrl(host) }));
    await this.mails.add({ to, locale, content: { kind: 'communities', communities } });
  }
}
