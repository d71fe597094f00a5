import { type Moment, no, yes } from './stale-facts.js';
import type { Got } from './stale-judges.js';
import { marksIn, type ModelMember } from './stale-model.js';
import type { Question } from './stale-questions.js';
import type { Random } from './stale-random.js';
import { Sight } from './stale-sight.js';
import type { Received, Sending, WebWire } from './stale-wire.js';

/** So many answers are known by their tags at a time. */
const mostKnown = 20_000;
const mostFindings = 20;

export interface Reads {
  /** Answers that were compared. */
  reads: number;
  /** Of these, with something that the reader may not see, that was so no more, or without something that was there. */
  stale: number;
  /** Of these, with something of another community. */
  foreign: number;
  /** By who had just written something, in the process that was asked to. */
  own: number;
  /** Answered by 304, and compared as what the reader had. */
  not_modified: number;
  pages: number;
}

/** Asks, and compares what comes with what may come by the log of writes. */
export class Reader {
  readonly tally: Reads = { reads: 0, stale: 0, foreign: 0, own: 0, not_modified: 0, pages: 0 };
  /** The first wrong answers, in words. */
  readonly findings: string[] = [];
  private readonly known = new Map<string, Received>();

  constructor(private readonly wire: WebWire) {}

  async ask(question: Question, via: number, random: Random): Promise<void> {
    const { community, member, session, path } = question;
    const key = `${community.host} ${session?.token ?? ''} ${path}`;
    const before = random.chance(0.5) ? this.known.get(key) : undefined;
    const since = performance.now();
    const received = await this.wire.send(sendingOf(question, via, before?.tag));
    const moment = this.momentOf(since, via, member);
    if (before && received.status === 304) {
      this.tally.not_modified += 1;
      return this.compare(question, before, moment);
    }
    this.remember(key, received);
    if (question.isPage) this.tally.pages += 1;
    this.compare(question, received, moment);
  }

  /** To be called as soon as the answer is there. */
  momentOf(since: number, via: number, member: ModelMember | null): Moment {
    const until = performance.now();
    return { since, until, via, reader: member?.number ?? null, seesOwn: this.wire.web.isShared };
  }

  compare(question: Question, got: Got, moment: Moment): void {
    this.tally.reads += 1;
    const { community, member, path } = question;
    const foreign = marksIn(got.text).filter((mark) => mark.community !== community.number);
    const faults = faultsOf(question, got, moment);
    if (foreign.length > 0) this.tally.foreign += 1;
    if (faults.length > 0) this.tally.stale += 1;
    if (foreign.length + faults.length === 0 || this.findings.length >= mostFindings) return;
    const who = member ? `member ${member.number}` : 'a guest';
    const strange = foreign.map((mark) => `of community ${mark.community}: ${mark.kind}${mark.number}`);
    const after = Math.round(moment.since - community.writtenAt);
    const where = `${community.host}${path} to ${who} by ${moment.via}, ${after} ms after the last write`;
    const finding = `${where}: ${[...strange, ...faults].join('; ')}`;
    this.findings.push(finding);
    process.stderr.write(`stale: ${finding}\n`);
    for (const { what, sent, acked } of community.lately) {
      const [from, to] = [sent, acked].map((time) => Math.round(time - moment.since));
      process.stderr.write(`stale:   ${from} to ${to} ms: ${what}\n`);
    }
  }

  private remember(key: string, received: Received): void {
    if (!received.tag) return;
    this.known.delete(key);
    this.known.set(key, received);
    if (this.known.size > mostKnown) this.known.delete(this.known.keys().next().value!);
  }
}

const sendingOf = ({ community, session, path, isPage, body }: Question, via: number, tag?: string): Sending => ({
  ...{ host: community.host, via, path, tag },
  method: body ? 'POST' : 'GET',
  token: session?.token,
  body,
  isPage: isPage ?? false,
});

/** Of what it may be: somebody whose session has just ended is still taken for a member, or already for a guest. */
export function faultsOf(question: Question, got: Got, moment: Moment): string[] {
  const { community, member, session } = question;
  const closed = new Sight(community, null, moment).isClosed();
  if (isAway(got)) return closed === no ? ['the community is said to be away'] : [];
  if (closed === yes) return [`answered with ${got.status}, though the community is closed`];
  const valid = session?.isValid.possible(moment) ?? [false];
  const viewers = valid.map((isValid) => (isValid ? member : null));
  let faults: string[] = [];
  for (const viewer of viewers) {
    faults = faultsFor(question, got, new Sight(community, viewer, moment));
    if (faults.length === 0) return [];
  }
  return faults;
}

const isAway = ({ status, json }: Got): boolean =>
  status === 503 && (json.error === undefined || json.error === 'tenant.unavailable');

function faultsFor({ judge, isOwn }: Question, got: Got, sight: Sight): string[] {
  if (sight.viewer || isOwn) return judge(sight, got);
  const shut = sight.isMembersOnly();
  if (isForMembers(got)) return shut === no ? ['guests are said not to be let in'] : [];
  return shut === yes ? ['a guest is let in'] : judge(sight, got);
}

/** Pages say it by their status. */
const isForMembers = ({ status, json }: Got): boolean =>
  json.error === 'community.members-only' || (json.error === undefined && status === 401);
