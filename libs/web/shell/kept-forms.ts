import { Injectable } from '@nestjs/common';
import { SecretBox } from '#kernel/crypto';
import { Clock } from '#kernel/database';
import type { FormText } from './form-parts.js';

/** What was typed while nobody was signed in any more: carried through the sign-in page, and shown again after it. */
export interface KeptForm {
  /** Where it was sent. */
  readonly path: string;
  readonly fields: readonly FormText[];
  /** Whose page it stood on (`FormTokens.whose`). */
  readonly whose: string;
  /** Files were sent with it, which are kept nowhere. */
  readonly hasFiles: boolean;
}

/** Name of the hidden field of the sign-in form. */
export const keptField = 'kept';
const purpose = 'kept-form';
const secondsKept = 3600;

/**
 * Sealed, so that a sign-in page takes nothing for typed here that this server has not seen arrive from a page of this
 * community. Nothing of it is done by itself: it becomes a form that somebody has to send.
 */
@Injectable()
export class KeptForms {
  constructor(
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  seal(form: KeptForm): string {
    return this.box.seal(JSON.stringify({ ...form, until: this.clock.seconds() + secondsKept }), purpose);
  }

  /** Null where it is too old, or was not sealed for this community. */
  open(sealed: string): KeptForm | null {
    if (!sealed) return null;
    try {
      const { until, ...form } = JSON.parse(this.box.open(sealed, purpose)) as KeptForm & { until: number };
      return until > this.clock.seconds() ? form : null;
    } catch {
      return null;
    }
  }
}

/** What no person has typed: what a form is about, and what was chosen in it. */
const technical =
  /(^|_)(id|key|token)$|^(back|draft|then|media|called|remove|next|to|type|sort|visibility|locale|time_zone|choice|appearance|corners|accent|kept)$/;

/** Whether somebody may miss it: words, or at least one. */
export const isTyped = ([name, value]: FormText): boolean => !technical.test(name) && /\p{L}/u.test(value);
