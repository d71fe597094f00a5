import { Module } from '@nestjs/common';
import { MailCountsRepository } from './mail-counts.repository.js';
import { MailLimits } from './mail-limits.service.js';
import { PlatformMails } from './platform-mails.service.js';
import { RemoveOldCounts } from './remove-old-counts.handler.js';
import { SendMail } from './send-mail.handler.js';

@Module({
  providers: [MailCountsRepository, MailLimits, PlatformMails, RemoveOldCounts, SendMail],
  exports: [MailLimits, PlatformMails],
})
export class MailsModule {}
