import type { LiveReader } from './live-connection.js';

/** Of one process. What a connection takes is memory: some 20 kB. */
const mostMembers = 10_000;
/** Browsers and devices of one member. */
const mostOfMember = 12;
/** Whole offices and schools have one address. */
const mostOfNetwork = 200;

/** Who may stay connected to this process, and who is. */
export class LiveCaps {
  private readonly counts = new Map<string, number>();

  constructor(private readonly mostGuests: number) {}

  get members(): number {
    return this.count('members');
  }

  get guests(): number {
    return this.count('guests');
  }

  admits(reader: LiveReader): boolean {
    const isGuest = reader.member === null;
    const [all, own] = keysOf(reader);
    return (
      this.count(all) < (isGuest ? this.mostGuests : mostMembers) &&
      this.count(own) < (isGuest ? mostOfNetwork : mostOfMember)
    );
  }

  add(reader: LiveReader): void {
    for (const key of keysOf(reader)) this.counts.set(key, this.count(key) + 1);
  }

  remove(reader: LiveReader): void {
    for (const key of keysOf(reader)) {
      const left = this.count(key) - 1;
      if (left > 0) this.counts.set(key, left);
      else this.counts.delete(key);
    }
  }

  private count(key: string): number {
    return this.counts.get(key) ?? 0;
  }
}

const keysOf = ({ tenant, member, network }: LiveReader): [all: string, own: string] =>
  member ? ['members', `member ${tenant.id} ${member.id}`] : ['guests', `network ${network}`];
