import { PermanentError } from '#kernel/jobs';

/** One message to one person. What stands in a header (`to`, `subject`, `messageId`, `headers`) is one line each. */
export interface Mail {
  /** An address alone, without a name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** `<id@host>`, the same each time the message is sent, so that whoever takes it twice can tell. */
  readonly messageId: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Hands mails to whoever brings them to people. */
export abstract class Mailer {
  /**
   * Resolves when the mail has been taken; that it arrives nobody can promise. Rejects with `MailRefused` when the same
   * again would be refused again, with `MailNotSent` when it may be tried later. Takes seconds: not for an open unit of
   * work.
   */
  abstract send(mail: Mail): Promise<void>;
}

/** Not now. Says why, and nothing of the address, the text or a password. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';
}

/** Never: the address does not exist, or the message is no mail. Says as little. */
export class MailRefused extends PermanentError {
  override readonly name = 'MailRefused';
}

/** An address without quotes, comments or names: what else the standard allows nobody has, and parsers differ about. */
const address = /^[^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}]{1,64}@[^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}]{1,255}$/u;
const line = /^[^\p{Cc}\u2028\u2029]*$/u;
const token = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;
const identifier = /^<[\w.+-]{1,120}@[\w.-]{1,253}>$/;

/** Every driver asks this first: nothing that is given can become a second header or a second recipient. */
export function refuseUnlikeMail({ to, subject, messageId, headers = {} }: Mail): void {
  const lines = [subject, ...Object.values(headers)];
  if (!address.test(to)) throw new MailRefused('What a mail is to is no address.');
  if (!identifier.test(messageId)) throw new MailRefused('What a mail is known by is no Message-ID.');
  if (!lines.every((text) => line.test(text))) throw new MailRefused('A header of a mail is more than one line.');
  if (!Object.keys(headers).every((name) => token.test(name))) throw new MailRefused('A header has no proper name.');
}
