export { MailModule } from './mail.module.js';
export { type Mail, Mailer, MailNotSent, MailRefused } from './mailer.js';
