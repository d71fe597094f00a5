import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { QuotaNearlyUsed } from '#kernel/quotas';
import { type Tenant, tenantScope } from '#kernel/scope';
import { MessageCounts } from './message-counts.js';
import { MessagesRepository } from './messages.repository.js';
import { quotaBriefs } from './quota-briefs.js';

/** Tells those who look after a community, in its own name, that little is left of what its plan allows. */
@Injectable()
export class TellQuotaNearlyUsed {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly counts: MessageCounts,
  ) {}

  @On(QuotaNearlyUsed, { task: 'messages.tell-quota-nearly-used', class: 'notify' })
  async handle({ quota, used, limit, day }: QuotaNearlyUsed): Promise<void> {
    const brief = quotaBriefs[languageOf(tenantScope.current())](quota, Math.floor((100 * used) / limit));
    const key = `quota-nearly-used:${quota}:${limit}:${day}`;
    this.counts.forgetLater(await this.messages.addAdministratorNotices(brief, key));
  }
}

const languageOf = ({ locale }: Tenant): 'zh' | 'en' => (locale.startsWith('zh') ? 'zh' : 'en');
