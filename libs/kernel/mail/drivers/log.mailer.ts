import { Log } from '#kernel/logging';
import { type Mail, Mailer, refuseUnlikeMail } from '../mailer.js';

/** For installations without a mail server: whoever reads the log reads the message, and follows its link. */
export class LogMailer extends Mailer {
  constructor(private readonly log: Log) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    refuseUnlikeMail(mail);
    this.log.log(`Mail to ${masked(mail.to)}: ${mail.subject}\n\n${mail.text}`);
  }
}

const masked = (address: string): string => address.replace(/^(.)[^]*(?=@)/u, '$1****');
