import { withId, withToken, type Check } from '../http/checks.js';
import type { Call } from '../http/client.js';
import { rounded, say } from '../line.js';
import type { Run } from '../run.js';
import { memberPassword, type Stage } from '../stage/stage.js';
import type { StandardCommunity } from '../stage/standard-community.js';
import { canaryOf } from '../data/texts.js';
import { usernameOf } from '../data/community.js';
import type { Group } from './measure.js';
import { alternate, figures, usual } from './rounds.js';

interface Write {
  readonly calls: (community: StandardCommunity) => readonly Call[];
  readonly check: Check;
  /** Rows that each of them adds to, so that what was acknowledged can be compared with what is there. */
  readonly table: string;
}

const counted = 50;
const differentMembers = 40;

const writes: Record<string, Write> = {
  login: {
    calls: ({ host }) =>
      Array.from({ length: differentMembers }, (_, index) => ({
        host,
        path: '/v1/auth/login',
        method: 'POST',
        body: { username: usernameOf(index + 2), password: memberPassword },
      })),
    check: withToken,
    table: 'session',
  },
  post_create: {
    calls: ({ host, slug, memberToken: authorization }) => [
      {
        host,
        path: '/v1/post',
        method: 'POST',
        headers: { authorization },
        body: {
          contents: [{ content: `What a day it was at the lake. 今天在湖边。 ${canaryOf(slug)}`, type: 2, sort: 100 }],
          tags: ['life', '日常'],
          users: [],
          visibility: 0,
        },
      },
    ],
    check: withId,
    table: 'post',
  },
};

/** What members change: nothing that was acknowledged may be missing afterwards. */
export const writeMeasures: Group = {
  names: Object.keys(writes),
  async measure(run, wanted, report) {
    for (const name of this.names.filter((one) => wanted.has(one))) {
      say(name);
      report({ measure: name, ...(await measureWrite(run, writes[name]!)) });
    }
  },
};

async function measureWrite(run: Run, write: Write) {
  const stage = await run.stage();
  const community = await run.standard();
  const calls = write.calls(community);
  let [asked, turn] = [0, 0];
  const probe = () => {
    asked += 1;
    return { call: calls[turn++ % calls.length]!, check: write.check };
  };
  const before = await rowsOf(stage, community, write.table);
  const plan = { ...usual, folder: stage.folder, warmUp: 0 };
  const { outcomes, errors } = await alternate([{ name: 'server', port: stage.port, calls, probe }], plan);
  const [ours] = outcomes;
  const acknowledged = ours!.reduce((sum, { requests, failed }) => sum + requests - failed, asked);
  const added = (await rowsOf(stage, community, write.table)) - before;
  const lost = Math.max(0, acknowledged - added);
  const unasked = Math.max(0, added - acknowledged - plan.rounds * plan.connections); // in flight when a round ended
  if (lost + unasked > 0) say(`  ${acknowledged} acknowledged, but ${added} rows were added`);
  const sql = await statementsPer(stage, calls);
  return {
    ...figures(ours!),
    unit: 'req/s',
    sql,
    errors: errors + lost + unasked,
    data: 'standard',
    acknowledged,
    added,
  };
}

async function rowsOf(stage: Stage, { schema }: StandardCommunity, table: string): Promise<number> {
  const [row] = await stage.postgres.query<{ rows: number }>(`select count(*)::int as rows from ${schema}.${table}`);
  return row!.rows;
}

async function statementsPer(stage: Stage, calls: readonly Call[]): Promise<number> {
  const statements = await stage.postgres.statementsDuring(async () => {
    for (let index = 0; index < counted; index++) await stage.client.send(calls[index % calls.length]!);
  });
  return rounded(statements.calls / counted, 2);
}
