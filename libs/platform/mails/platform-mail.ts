import type { Id } from '#kernel/database';
import type { Locale } from '#kernel/i18n';

/** What a mail says, by its kind; paths are below the community's own address. */
export type MailContent =
  /** To whom it may belong: shows that it is theirs by following the path. */
  | { readonly kind: 'confirm-address'; readonly path: string }
  /** To the address that was in force: another one will be, or is. */
  | { readonly kind: 'address-changing'; readonly next: string }
  | { readonly kind: 'ownership-offered'; readonly from: string; readonly path: string; readonly days: number }
  | { readonly kind: 'ownership-given'; readonly username: string }
  | { readonly kind: 'ownership-received'; readonly from: string; readonly path: string }
  | { readonly kind: 'recovery-asked'; readonly username: string }
  | { readonly kind: 'recovery-done'; readonly username: string }
  | { readonly kind: 'communities'; readonly communities: readonly { readonly name: string; readonly url: string }[] }
  /** To whoever wants a community that an operator has to let them have; `url` says how it stands. */
  | { readonly kind: 'signup-received'; readonly host: string; readonly url: string }
  | { readonly kind: 'signup-approved'; readonly host: string; readonly url: string }
  | { readonly kind: 'signup-refused'; readonly host: string; readonly reason: string };

export type MailKind = MailContent['kind'];

export interface PlatformMail {
  /** As `mailAddress` of kernel/mail has it. */
  readonly to: string;
  readonly locale: Locale;
  /** Of which community it speaks; the list of them and those about a sign-up have none. */
  readonly tenantId?: Id;
  readonly content: MailContent;
}

/** Under which mails are sealed. */
export const mailPurpose = 'platform-mail';
