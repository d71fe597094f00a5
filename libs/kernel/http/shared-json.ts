import { WireJson } from './envelope.js';

/** Where in an answer it says `false` of a member, as long as nobody in particular reads it. */
export interface FlagSlot {
  readonly memberId: number;
  /** Byte of its first sign. */
  readonly at: number;
}

interface Sharing {
  /** Finds the flags that are a viewer's own; without it the answer is for guests only. */
  readonly slotsIn?: (bytes: Buffer) => FlagSlot[];
  /** Members of whom it says `true` to this viewer. */
  readonly flagged?: ReadonlySet<number>;
}

/** An answer that is the same for all guests, and for other viewers but for flags. Given to guests, it may be kept. */
export class SharedJson extends WireJson {
  readonly slotsIn: ((bytes: Buffer) => FlagSlot[]) | undefined;
  readonly flagged: ReadonlySet<number>;

  constructor({ json }: WireJson, { slotsIn, flagged = nobody }: Sharing = {}) {
    super(json);
    this.slotsIn = slotsIn;
    this.flagged = flagged;
  }
}

/** To guests an answer that all of them get, to a viewer their own. */
export const sharedAmongGuests = (viewer: object | null, answer: WireJson): WireJson =>
  viewer ? answer : new SharedJson(answer);

const nobody: ReadonlySet<number> = new Set();
