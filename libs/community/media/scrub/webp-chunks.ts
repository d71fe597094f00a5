import type { Passage, Steps } from './passage.js';
import { damaged } from './picture-refused.js';

/** Each costs some time, whatever it holds. */
const mostChunks = 10_000;
const headLength = 8;
const zeros = Buffer.alloc(65_536);

export interface Chunk {
  readonly type: string;
  readonly length: number;
}

/**
 * Reads chunks one by one. The length of the file stands in its first bytes, so whatever becomes of a chunk, as many
 * bytes come out as went in.
 */
export class WebpChunks {
  private count = 0;

  constructor(private readonly passage: Passage) {}

  /** One that fits into what is left of the chunk around it, or of the file. */
  *next(left: number): Steps<Chunk> {
    if (left < headLength) throw damaged('a part of it is too long');
    const head = yield* this.passage.take(headLength);
    const chunk = { type: head.toString('latin1', 0, 4), length: head.readUInt32LE(4) };
    if (sizeOf(chunk) > left) throw damaged('a part of it is too long');
    this.count += 1;
    if (this.count > mostChunks) throw damaged('it has too many parts');
    return chunk;
  }

  begin(count: number): Steps<Buffer> {
    return this.passage.take(count);
  }

  /** Puts out its head and what it begins with; answers how much is left of it. */
  write({ type, length }: Chunk, begin: Buffer): number {
    const head = Buffer.alloc(headLength);
    head.write(type, 'latin1');
    head.writeUInt32LE(length, 4);
    this.passage.keep(head);
    this.passage.keep(begin);
    return length - begin.length;
  }

  /** The rest of a chunk whose beginning was written. */
  *pass(chunk: Chunk, left: number): Steps {
    yield* this.passage.pass(left);
    if (chunk.length % 2) yield* this.blankBytes(1);
  }

  /** The same, with zeros instead of what it says. */
  *blankRest(chunk: Chunk, left: number): Steps {
    yield* this.blankBytes(left + (chunk.length % 2));
  }

  /** A chunk that is passed over by everybody: what was in it is gone. */
  *blank(chunk: Chunk): Steps {
    yield* this.blankRest(chunk, this.write({ ...chunk, type: 'JUNK' }, Buffer.alloc(0)));
  }

  private *blankBytes(count: number): Steps {
    for (let left = count; left > 0;) {
      const some = yield* this.passage.some(Math.min(left, zeros.length));
      left -= some.length;
      this.passage.keep(zeros.subarray(0, some.length));
    }
  }
}

/** With its head, and the byte that makes it even. */
export const sizeOf = ({ length }: Chunk): number => headLength + length + (length % 2);
