/** Hands short messages to whoever brings them to phones. */
export abstract class SmsSender {
  /**
   * Resolves when the message has been taken; that it arrives nobody can promise. `phone` is as members give it, with
   * or without `+`. Rejects with `SmsNotTaken`. Takes seconds: not for an open unit of work.
   */
  abstract send(phone: string, text: string): Promise<void>;
}

/** Says why, and nothing of the number, the text or a token. */
export class SmsNotTaken extends Error {
  override readonly name = 'SmsNotTaken';
}
