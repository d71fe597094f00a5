import { DomainEvent } from '#kernel/jobs';

/** `sealed`: everything else of the mail, which operators who look at tasks do not read. */
export class MailAdded extends DomainEvent {
  static override readonly type = 'mail.added';
  constructor(
    readonly mailId: string,
    readonly kind: string,
    readonly tenantId: number | null,
    readonly sealed: string,
  ) {
    super();
  }
}
