/**
 * `damaged`: does not follow its format from the first byte to the last; `too-many-pixels`: too large to be shown, or
 * moves for too long; `unsupported`: a kind of its format that browsers cannot show.
 */
export type RefusalReason = 'damaged' | 'too-many-pixels' | 'unsupported';

/** The message is a sentence for the person who uploads. */
export class PictureRefused extends Error {
  override readonly name = 'PictureRefused';

  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
  }
}

export const damaged = (what: string): PictureRefused =>
  new PictureRefused('damaged', `The picture is damaged: ${what}.`);

export const unsupported = (what: string): PictureRefused =>
  new PictureRefused('unsupported', `Browsers cannot show the picture: ${what}.`);
