/** Work that stops at each `yield` until more bytes are there. */
export type Steps<T = void> = Generator<void, T, void>;

/**
 * What a reader of a format reads from and writes to. Holds one piece of the input at a time; what is taken is a view
 * of it where it lies in one, so it must not be changed.
 */
export class Passage {
  private piece: Buffer = Buffer.alloc(0);
  private at = 0;
  private kept: Buffer[] = [];

  /** Only once the piece before is used up. */
  give(piece: Buffer): void {
    this.piece = piece;
    this.at = 0;
  }

  /** What was kept since it was last asked. */
  collect(): Buffer | undefined {
    const { kept } = this;
    this.kept = [];
    return kept.length > 1 ? Buffer.concat(kept) : kept[0];
  }

  /** The rest of the piece, or the next one: a byte at least. It stays there. */
  *ahead(): Steps<Buffer> {
    while (this.at === this.piece.length) yield;
    return this.piece.subarray(this.at);
  }

  /** Goes over bytes that `ahead` has shown. */
  advance(count: number): void {
    this.at += count;
  }

  /** What lies ready of the next bytes: one at least, so `most` must not be zero. */
  *some(most: number): Steps<Buffer> {
    while (this.at === this.piece.length) yield;
    const some = this.piece.subarray(this.at, this.at + most);
    this.at += some.length;
    return some;
  }

  /** Exactly so many, in one buffer: for what is small. */
  *take(count: number): Steps<Buffer> {
    if (this.piece.length - this.at >= count) {
      this.at += count;
      return this.piece.subarray(this.at - count, this.at);
    }
    const whole = Buffer.allocUnsafe(count);
    for (let filled = 0; filled < count;) {
      const some = yield* this.some(count - filled);
      filled += some.copy(whole, filled);
    }
    return whole;
  }

  *byte(): Steps<number> {
    while (this.at === this.piece.length) yield;
    return this.piece[this.at++]!;
  }

  *skip(count: number): Steps {
    for (let left = count; left > 0;) left -= (yield* this.some(left)).length;
  }

  *pass(count: number): Steps {
    for (let left = count; left > 0;) {
      const some = yield* this.some(left);
      left -= some.length;
      this.keep(some);
    }
  }

  /** Puts something out. What lies side by side in memory goes on as one. */
  keep(bytes: Buffer): void {
    const last = this.kept.at(-1);
    if (last && last.buffer === bytes.buffer && last.byteOffset + last.length === bytes.byteOffset) {
      this.kept[this.kept.length - 1] = Buffer.from(last.buffer, last.byteOffset, last.length + bytes.length);
    } else if (bytes.length) this.kept.push(bytes);
  }
}
