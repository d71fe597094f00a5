export { MailLimits } from './mail-limits.service.js';
export { MailsModule } from './mails.module.js';
export type { MailContent, MailKind, PlatformMail } from './platform-mail.js';
export { PlatformMails } from './platform-mails.service.js';
