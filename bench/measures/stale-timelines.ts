import pg from 'pg';
import { pageOf } from '../http/checks.js';
import { say } from '../line.js';
import { BareServer } from '../load/bare-server.js';
import type { Run } from '../run.js';
import type { Stage } from '../stage/stage.js';
import type { StandardCommunity } from '../stage/standard-community.js';
import type { Group } from './measure.js';
import { memberTimelines, pageSize, type Read, timeline } from './reads.js';
import { alternate, figures, ratioOf, type Side, usual } from './rounds.js';

const counted = 300;
const bars: Readonly<Record<string, number>> = { timeline_guest_invalidated: 1.2, timeline_member_invalidated: 0.8 };
/**
 * The same timelines while somebody elsewhere changes posts all the time: the server is told so as by another process of
 * its own, which ends all pages of the community and leaves the cards of posts that are as they were.
 */
export const staleTimelines: Group = {
  names: ['timeline_guest_invalidated', 'timeline_member_invalidated'],
  async measure(run, wanted, report) {
    const [stage, community] = [await run.stage(), await run.standard()];
    const { host, slug, schema } = community;
    const guests: Read[] = [{ call: { host, path: timeline }, check: pageOf(slug, pageSize) }];
    if (wanted.has('timeline_guest_invalidated')) {
      say('timeline_guest_invalidated');
      const bare = await BareServer.ofRows({ url: stage.postgres.url, schema, size: pageSize }, run.undo);
      const other = {
        ...sideOf('bare Fastify', bare.port, guests),
        probe: () => ({ call: guests[0]!.call, check: () => null }),
      };
      const judged = await race(run, guests, other);
      await bare.stop();
      report({
        measure: 'timeline_guest_invalidated',
        ...judged,
        ...judgement('guest', 'fastify_same_rows', judged.ratio),
      });
    }
    if (wanted.has('timeline_member_invalidated')) {
      say('timeline_member_invalidated');
      const members = await memberTimelines(community, stage);
      const judged = await race(run, members, sideOf('guests', stage.port, guests));
      report({
        measure: 'timeline_member_invalidated',
        ...judged,
        ...judgement('member', 'timeline_guest_invalidated', judged.ratio),
      });
    }
  },
};

const judgement = (who: 'guest' | 'member', ratio_to: string, ratio: number) => {
  const bar = bars[`timeline_${who}_invalidated`]!;
  return { ratio_to, ratio, bar, holds: ratio >= bar, data: 'standard' };
};

async function race(run: Run, reads: readonly Read[], other: Side) {
  const [stage, community] = [await run.stage(), await run.standard()];
  const changes = await Changes.begin(stage, community);
  try {
    const sides = [sideOf('server', stage.port, reads), other];
    const { outcomes, errors } = await alternate(sides, { ...usual, folder: stage.folder });
    const [ours, theirs] = outcomes;
    const rate = figures(ours!).value;
    const sql = await statementsPer(stage, reads);
    const told = changes.perSecond();
    const tooFew = told < rate ? 1 : 0;
    if (tooFew) say(`  ${told.toFixed(0)} changes in a second are too few for ${rate} requests`);
    return { ...figures(ours!), unit: 'req/s', ratio: ratioOf(ours!, theirs!), sql, errors: errors + tooFew };
  } finally {
    await changes.end();
  }
}

function sideOf(name: string, port: number, reads: readonly Read[]): Side {
  let turn = 0;
  return { name, port, calls: reads.map(({ call }) => call), probe: () => reads[turn++ % reads.length]! };
}

async function statementsPer(stage: Stage, reads: readonly Read[]): Promise<number> {
  const { calls } = await stage.postgres.statementsDuring(async () => {
    for (let index = 0; index < counted; index += 1) await stage.client.send(reads[index % reads.length]!.call);
  });
  return Math.round((calls / counted) * 100) / 100;
}

/** Says again and again what a process says that has committed a change of a post. */
class Changes {
  private running = true;
  private told = 0;
  private readonly since = performance.now();
  private readonly telling: Promise<void>;

  private constructor(
    private readonly client: pg.Client,
    private readonly tenantId: number,
  ) {
    this.telling = this.tell();
  }

  static async begin({ postgres }: Stage, { tenantId }: StandardCommunity): Promise<Changes> {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    return new Changes(client, tenantId);
  }

  perSecond(): number {
    return (this.told * 1_000) / (performance.now() - this.since);
  }

  async end(): Promise<void> {
    this.running = false;
    await this.telling;
    await this.client.end();
  }

  private async tell(): Promise<void> {
    const statement = `select pg_notify('paopao_forget', 'bench' || chr(10) || '${this.tenantId}:rows:post')`;
    while (this.running) {
      await this.client.query(statement); // each in a transaction of its own: in one, equal messages would be one
      this.told += 1;
    }
  }
}
