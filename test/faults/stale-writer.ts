import { setTimeout as pause } from 'node:timers/promises';
import { byLength } from './length.js';
import { type Act, type Plan, type Stage } from './stale-acts.js';
import { commentActs } from './stale-comment-acts.js';
import type { Deed, Known } from './stale-facts.js';
import { memberActs } from './stale-member-acts.js';
import type { ModelCommunity, ModelMember } from './stale-model.js';
import { postActs } from './stale-post-acts.js';
import { drawQuestion } from './stale-questions.js';
import { type Random, weighed } from './stale-random.js';
import type { Reader } from './stale-reader.js';
import { siteActs } from './stale-site-acts.js';
import type { Received, WebWire } from './stale-wire.js';

const acts: readonly (readonly [number, Act])[] = [...postActs, ...commentActs, ...memberActs, ...siteActs];
const mostInBurst = 4;
const mostLately = 40;
/** The more communities, the longer: so that they leave their readers room. */
const longestCalm = byLength({ short: 3_000, part: 5_000, full: 15_000 });

export interface Writes {
  writes: number;
  /** Answered in a way that the log cannot explain. */
  readonly refused: string[];
}

/** Everybody who writes in one community, some at a time and then nobody for a while, so that what is old shows. */
export class Writer {
  private readonly busy = new Set<object>();
  isOver = false;

  constructor(
    private readonly community: ModelCommunity,
    private readonly wire: WebWire,
    private readonly reader: Reader,
    private readonly random: Random,
    private readonly operator: { readonly host: string; readonly token: string },
    readonly tally: Writes,
  ) {}

  /** Two may write at once. */
  async run(): Promise<void> {
    await Promise.all([this.lane(), this.lane()]);
  }

  private async lane(): Promise<void> {
    while (!this.isOver) {
      for (let left = 1 + this.random.below(mostInBurst); left > 0 && !this.isOver; left -= 1) await this.writeOne();
      await pause(this.random.next() ** 2 * longestCalm);
    }
  }

  async writeOne(): Promise<void> {
    const plan = this.draw();
    if (!plan) return;
    const held = [...plan.members, ...(plan.posts ?? [])];
    for (const one of held) this.busy.add(one);
    try {
      await this.carryOut(plan);
    } finally {
      for (const one of held) this.busy.delete(one);
    }
  }

  /** Null: everybody that it could be about is busy. */
  private draw(): Plan | null {
    const { community, random, busy } = this;
    const now = performance.now();
    const mayAct = (member: ModelMember): boolean =>
      !busy.has(member) && !member.isBanned.last && member.uncertainUntil < now;
    const stage: Stage = { community, random, actors: community.members.filter(mayAct) };
    for (let tries = 0; tries < 20; tries += 1) {
      const plan = weighed(random, acts)(stage);
      const isFree = plan && [...plan.members, ...(plan.posts ?? [])].every((one) => !busy.has(one));
      if (isFree && (!plan.by || mayAct(plan.by))) return plan;
    }
    return null;
  }

  private async carryOut(plan: Plan): Promise<void> {
    const { by, rest = 0, next } = plan;
    const via = this.wire.chooseProcess(this.random.next());
    const isDone = await this.send(plan, via);
    if (!isDone) return;
    if (by && this.random.chance(0.5)) await this.lookAtOnce(by, via);
    for (let left = rest; left > 0 && !this.isOver; left -= 100) await pause(Math.min(left, 100));
    if (next) await this.carryOut(next);
  }

  private async send(plan: Plan, via: number): Promise<boolean> {
    const { by, call, changes, done } = plan;
    const isPlatform = call.path.startsWith('/platform');
    const changed: Known<unknown>[] = [];
    const to = this.addressOf(plan);
    const deed: Deed = { by: by?.number ?? null, via: isPlatform ? -2 : via, sent: performance.now(), acked: Infinity };
    changes?.((fact, value) => {
      fact.change(value, deed);
      changed.push(fact as Known<unknown>);
    }, deed);
    const received = await this.wire.send({ ...call, ...to, via });
    if (!isTaken(received, isPlatform)) {
      for (const fact of changed) fact.undo(deed);
      this.note(plan, received);
      return false;
    }
    deed.acked = performance.now();
    done?.(received.json.data as { id: number; token: string });
    this.community.writtenAt = deed.acked;
    this.noteLately(plan, deed, via);
    this.tally.writes += 1;
    return true;
  }

  private noteLately({ by, call, members }: Plan, { sent, acked }: Deed, via: number): void {
    const about = members.map(({ number }) => number).join(' and ');
    const what = `${call.path} ${JSON.stringify(call.body ?? {})} by ${by?.number ?? 'nobody'}, about ${about}, via ${via}`;
    this.community.lately.push({ what, sent, acked });
    if (this.community.lately.length > mostLately) this.community.lately.shift();
  }

  private addressOf({ by, call }: Plan): { readonly host: string; readonly token?: string } {
    if (call.path.startsWith('/platform')) return this.operator;
    const { host } = this.community;
    return by ? { host, token: by.session.token } : { host };
  }

  private note({ call, mayBe, refused }: Plan, { status, text, json }: Received): void {
    refused?.();
    if (json.error === mayBe && mayBe !== undefined) return;
    const refusal = `${call.path} ${JSON.stringify(call.body)}: ${status} ${text.slice(0, 200)}`;
    this.tally.refused.push(refusal);
    if (this.tally.refused.length <= 20) process.stderr.write(`stale: refused: ${refusal}\n`);
  }

  /** Who has just written looks whether it is there. */
  private async lookAtOnce(member: ModelMember, via: number): Promise<void> {
    const viewer = { member, session: member.session };
    this.reader.tally.own += 1;
    const question = drawQuestion(this.community, this.random, viewer);
    await this.reader.ask(question, this.wire.sameProcess(via), this.random);
  }
}

const isTaken = ({ status, json }: Received, isPlatform: boolean): boolean =>
  status === 200 && (isPlatform || json.code === 0);
