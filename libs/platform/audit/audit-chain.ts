import { createHash } from 'node:crypto';

/** A row as the chain has it: all its texts in their order, the hash of the row before first, and its own. */
export interface Link {
  readonly id: number;
  readonly fields: readonly (string | null)[];
  readonly hash: string;
}

export interface Head {
  readonly id: number;
  readonly hash: string;
}

export interface BrokenLink {
  /** Of the first row that is not as it was written, or is not where it was. */
  readonly id: number;
  /**
   * `changed`: it says something else than when it was added. `order`: what stands before it is not what stood there, so
   * that rows were removed, moved or put in. `end`: the rows up to this one are missing, or the head was moved. `noted`:
   * it is not the row whose hash somebody has noted.
   */
  readonly what: 'changed' | 'order' | 'end' | 'noted';
}

/** SHA-256 as hexadecimal. The same is in migrations/platform/0006_operators.sql, which writes it. */
export function hashOf(fields: Link['fields']): string {
  const parts = fields.map((field) => (field === null ? '-' : `${Buffer.byteLength(field)}:${field}`));
  return createHash('sha256').update(parts.join(',')).digest('hex');
}

/** Goes along the rows in their order. `noted`: a head that was written down somewhere else. */
export class ChainWalk {
  checked = 0;
  broken: BrokenLink | null = null;
  private last: Head = { id: 0, hash: '' };

  constructor(private readonly noted?: Head) {}

  get at(): number {
    return this.last.id;
  }

  /** False: the chain is broken here, and nothing after it says anything. */
  step({ id, fields, hash }: Link): boolean {
    this.checked += 1;
    if (fields[0] !== this.last.hash) return this.breaks(id, 'order');
    if (hashOf(fields) !== hash) return this.breaks(id, 'changed');
    if (this.noted?.id === id && this.noted.hash !== hash) return this.breaks(id, 'noted');
    this.last = { id, hash };
    return true;
  }

  /** After the last row, with the head that was read together with it. */
  end(head: Head): void {
    if (this.broken) return;
    if (head.id !== this.last.id || head.hash !== this.last.hash) this.breaks(head.id, 'end');
    else if (this.noted && this.noted.id > head.id) this.breaks(this.noted.id, 'end');
  }

  private breaks(id: number, what: BrokenLink['what']): false {
    this.broken = { id, what };
    return false;
  }
}
