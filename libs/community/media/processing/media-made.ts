/** Why nothing came of a file, as `media_object.reason` and the wire have it; it is the file's fault, or nobody's. */
export const faults = [
  /** It cannot be read to its end. */
  'damaged',
  /** Its format or codec is not taken. */
  'unsupported',
  /** A film without any picture. */
  'no-picture',
  /** Too many pixels, or more came of it than may. */
  'too-large',
  /** It lasts longer than `FILM_SECONDS`. */
  'too-long',
  /** Working on it took longer than a task may. */
  'timed-out',
  /** Its bytes are not in the store. Once they are, the nightly look has it made ready. */
  'lost',
  /** Each attempt has ended the process that made it. */
  'gave-up',
] as const;
export type Fault = (typeof faults)[number];

/** Trying again cannot help. */
export class FileFault extends Error {
  override readonly name = 'FileFault';

  constructor(readonly fault: Fault) {
    super(`The file is of no use: ${fault}.`);
  }
}

/** A program was ended from outside, most often for want of memory. */
export class ToolKilled extends Error {
  override readonly name = 'ToolKilled';
}

/** Something made of a file, before it is stored. `variant`: its name behind the key. */
export interface MadeVariant {
  readonly variant: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly content: Buffer | { readonly path: string };
}

export interface MadeMedia {
  /** As it is shown; 0 where there is nothing to see, or nothing could look. */
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly animated: boolean;
  readonly thumbhash: string;
  readonly variants: readonly MadeVariant[];
  /** Or else a variant takes the place of what was uploaded. */
  readonly keepsOriginal: boolean;
}

export const asItIs: MadeMedia = {
  width: 0,
  height: 0,
  durationMs: 0,
  animated: false,
  thumbhash: '',
  variants: [],
  keepsOriginal: true,
};
