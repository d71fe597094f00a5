import { Global, Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Log } from '#kernel/logging';
import { LogMailer } from './drivers/log.mailer.js';
import { SmtpMailer } from './drivers/smtp.mailer.js';
import { Mailer } from './mailer.js';

const chosen = ({ smtpUrl: url, smtpTls: tls, mailFrom, platformHost }: Config, log: Log): Mailer =>
  url === undefined
    ? new LogMailer(log)
    : new SmtpMailer({ url, from: mailFrom ?? `noreply@${platformHost}`, ...(tls && { tls }) });

@Global()
@Module({
  providers: [{ provide: Mailer, useFactory: chosen, inject: [Config, Log] }],
  exports: [Mailer],
})
export class MailModule {}
