import { withId, withStatus, withToken, type Check } from '../http/checks.js';
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
  readonly table?: string;
}

const counted = 50;
const differentMembers = 40;
/** Each text is another one, and comes again after seconds only: what is sent twice within 5 s is the same post. */
const texts = Array.from({ length: 16_000 }, (_, index) => index);
const writerOf = (tokens: readonly string[], number: number): string => tokens[number % tokens.length]!;

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
    calls: ({ host, slug, writerTokens }) =>
      texts.map((number) => ({
        host,
        path: '/v1/post',
        method: 'POST',
        headers: { authorization: writerOf(writerTokens, number) },
        body: {
          contents: [{ content: `What a day ${number} it was. 今天在湖边。 ${canaryOf(slug)}`, type: 2, sort: 100 }],
          tags: ['life', '日常'],
          users: [],
          visibility: 0,
        },
      })),
    check: withId,
    table: 'post',
  },
  comment_create: {
    calls: ({ host, slug, postIds, writerTokens }) =>
      texts.map((number) => ({
        host,
        path: '/v1/post/comment',
        method: 'POST',
        headers: { authorization: writerOf(writerTokens, number) },
        body: {
          post_id: postIds[number % 500]!,
          contents: [{ content: `I was there ${number} times, 真好。 ${canaryOf(slug)}`, type: 2, sort: 100 }],
          users: [],
        },
      })),
    check: withId,
    table: 'comment',
  },
  star_toggle: {
    calls: ({ host, postIds, writerTokens }) =>
      texts.map((number) => ({
        host,
        path: '/v1/post/star',
        method: 'POST',
        headers: { authorization: writerOf(writerTokens, number) },
        body: { id: postIds[number % 500]! },
      })),
    check: withStatus,
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
    turn = turn > 0 ? turn - 1 : calls.length - 1; // from the other end than the load
    return { call: calls[turn]!, check: write.check };
  };
  const before = await rowsOf(stage, community, write.table);
  const plan = { ...usual, folder: stage.folder, warmUp: 0, inTurn: true };
  const { outcomes, errors } = await alternate([{ name: 'server', port: stage.port, calls, probe }], plan);
  const [ours] = outcomes;
  const acknowledged = ours!.reduce((sum, { requests, failed }) => sum + requests - failed, asked);
  const added = (await rowsOf(stage, community, write.table)) - before;
  const inFlight = plan.rounds * plan.connections; // when a round ended
  const wrong = write.table === undefined ? 0 : Math.max(0, acknowledged - added, added - acknowledged - inFlight);
  if (wrong > 0) say(`  ${acknowledged} acknowledged, but ${added} rows were added`);
  const drifted = await driftedCounters(stage, community);
  const sql = await statementsPer(stage, calls);
  return {
    ...figures(ours!),
    unit: 'req/s',
    sql,
    errors: errors + wrong + drifted,
    data: 'standard',
    acknowledged,
    ...(write.table !== undefined && { added }),
  };
}

async function rowsOf(stage: Stage, { schema }: StandardCommunity, table?: string): Promise<number> {
  if (table === undefined) return 0;
  const [row] = await stage.postgres.query<{ rows: number }>(`select count(*)::int as rows from ${schema}.${table}`);
  return row!.rows;
}

/** Counters that are not what their rows come to, however the writes met. */
async function driftedCounters(stage: Stage, { schema }: StandardCommunity): Promise<number> {
  const [row] = await stage.postgres.query<{ drifted: number }>(
    `select count(*)::int as drifted from ${schema}.post p
      where star_count <> (select count(*) from ${schema}.post_star s where s.post_id = p.id)
         or comment_count <> (select count(*) from ${schema}.comment c where c.post_id = p.id and c.deleted_at is null)`,
  );
  if (row!.drifted) say(`  ${row!.drifted} posts have counters that their rows do not come to`);
  return row!.drifted;
}

async function statementsPer(stage: Stage, calls: readonly Call[]): Promise<number> {
  const statements = await stage.postgres.statementsDuring(async () => {
    for (let index = 0; index < counted; index++) await stage.client.send(calls[index % calls.length]!);
  });
  return rounded(statements.calls / counted, 2);
}
