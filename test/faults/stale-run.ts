import { lateness } from './stale-facts.js';
import type { Operator } from './stale-founding.js';
import type { ModelCommunity, ModelMember, Session } from './stale-model.js';
import { drawQuestion } from './stale-questions.js';
import { Random } from './stale-random.js';
import { Reader } from './stale-reader.js';
import type { WebWire } from './stale-wire.js';
import { Writer, type Writes } from './stale-writer.js';

const readersAtOnce = 16;
/** So many communities have most readers, for so many milliseconds. */
const inTurn = 4;
const turnLasts = 4_000;
const writesToBegin = 25;

/** All who read and write, until so many answers have been compared. */
export class StaleRun {
  readonly reader: Reader;
  readonly writes: Writes = { writes: 0, refused: [] };
  private readonly writers: Writer[];

  constructor(
    readonly communities: readonly ModelCommunity[],
    private readonly wire: WebWire,
    operator: Operator,
    private readonly seed: number,
  ) {
    this.reader = new Reader(wire);
    this.writers = communities.map(
      (community) =>
        new Writer(community, wire, this.reader, new Random(seed + community.number), operator, this.writes),
    );
  }

  /** Or until it has taken as long as that. */
  async run(reads: number, most: number): Promise<void> {
    await Promise.all(this.writers.map((writer) => this.begin(writer)));
    const progress = setInterval(() => this.say(reads), 10_000);
    const writing = this.writers.map((writer) => writer.run());
    const until = performance.now() + most;
    const lanes = Array.from({ length: readersAtOnce }, (_, lane) =>
      this.read(reads, until, new Random(this.seed - 1 - lane)),
    );
    try {
      await Promise.all(lanes);
    } finally {
      clearInterval(progress);
      for (const writer of this.writers) writer.isOver = true;
      await Promise.all(writing);
    }
  }

  /** Something is there before it is changed. */
  private async begin(writer: Writer): Promise<void> {
    for (let number = 0; number < writesToBegin; number += 1) await writer.writeOne();
  }

  private async read(reads: number, until: number, random: Random): Promise<void> {
    const { tally } = this.reader;
    while (tally.reads < reads && performance.now() < until) {
      const community = this.anyOf(random);
      const question = drawQuestion(community, random, viewerOf(community, random));
      await this.reader.ask(question, this.wire.chooseProcess(random.next()), random);
    }
  }

  /** Mostly one of a few, and others of them after a while: so that much is asked again before it is forgotten. */
  private anyOf(random: Random): ModelCommunity {
    if (random.chance(0.15)) return random.of(this.communities);
    const turn = Math.floor(performance.now() / turnLasts) * inTurn;
    return this.communities[(turn + random.below(inTurn)) % this.communities.length]!;
  }

  private say(reads: number): void {
    const { reads: done, stale, foreign, not_modified } = this.reader.tally;
    const { writes, refused } = this.writes;
    const counts = `${writes} writes, ${stale} stale, ${foreign} foreign, ${not_modified} by 304, ${refused.length} refused`;
    process.stderr.write(`stale: ${done} of ${reads} reads, ${counts}, at most ${Math.round(lateness.most)} ms late\n`);
  }
}

/** A guest, a member, or somebody whose session has ended and who does not know. */
function viewerOf(
  { members }: ModelCommunity,
  random: Random,
): { readonly member: ModelMember; readonly session: Session } | null {
  if (random.chance(0.35)) return null;
  const member = random.of(members);
  const session = random.chance(0.05) ? (member.former ?? member.session) : member.session;
  return { member, session };
}
