export { mailAddress } from './mail-address.js';
export { MailModule } from './mail.module.js';
export { type Mail, Mailer, MailNotSent, MailRefused } from './mailer.js';
