import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../data/random.js';
import { type Answer, type Call, parsed, UnexpectedAnswer } from '../http/client.js';
import { type Line, median, rounded, say, spreadOf } from '../line.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';
import { type Times, timesOf } from './percentiles.js';

const count = 10_000;
const bar = 100;
const rounds = 3;
const perRound = 200;
const warmUps = 60;
/** Operators who look at the same time, for the figure beside. */
const lanes = 8;
const madeAtOnce = 4;
const patienceMs = 120_000;
const names = { list: 'tenant_list_10000', search: 'tenant_search_10000', status: 'tenant_status_10000' };

const first = ['heron', 'reed', 'willow', 'lantern', 'harbour', 'mill', 'orchard', 'meadow', 'copper', 'cedar'];
const places = ['茶馆', '书店', '花园', '球队', '诗社', '画室', '厨房', '车库', '合唱团', '登山队', '棋社', '码头'];

interface Made {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: string;
  readonly host: string;
}

/** What an operator of ten thousand communities waits for; each of them made by the platform's API. */
export const manyTenants: Group = {
  names: Object.values(names),
  async measure(run, wanted, report) {
    const chosen = Object.values(names).filter((name) => wanted.has(name));
    say(chosen.join(', '));
    const stage = await run.stage();
    await stage.restartServerWith({ MAX_TENANTS_PER_CLUSTER: String(2 * count) });
    const { tenants, made_s } = await makeMany(stage);
    const asks = { [names.list]: listing, [names.search]: searching, [names.status]: looking };
    for (const name of chosen) {
      const line = lineOf(name, await askFor(stage, asks[name]!(tenants)));
      report({ ...line, data: 'tenants', tenants: count, made: tenants.length, made_s });
    }
    await stage.restartServer();
  },
};

function lineOf(measure: string, { times, atOnce, errors }: Answered): Line {
  const values = times.map(({ p95 }) => p95);
  const value = rounded(median(values), 1);
  return {
    measure,
    value,
    unit: 'ms',
    p50_ms: rounded(median(times.map(({ p50 }) => p50)), 1),
    p95_ms: value,
    bar,
    holds: value < bar,
    rounds,
    spread: spreadOf(values),
    errors,
    at_once: { lanes, p50_ms: rounded(atOnce.p50, 1), p95_ms: rounded(atOnce.p95, 1) },
  };
}

/** As many as are missing, and how long that took. */
async function makeMany(stage: Stage): Promise<{ tenants: Made[]; made_s: number }> {
  const { total } = await counts(stage);
  const missing = Math.max(0, count - total);
  const tenants: Made[] = [];
  const since = performance.now();
  say(`  making ${missing} communities by the API, beside ${total} …`);
  const queue = Array.from({ length: missing }, (_, index) => index).values();
  const lane = async (): Promise<void> => {
    for (const number of queue) {
      tenants.push(await makeOne(stage, number));
      if (tenants.length % 500 === 0) say(`  ${tenants.length} made, ${since_s(since)} s`);
    }
  };
  await Promise.all(Array.from({ length: madeAtOnce }, lane));
  const made_s = since_s(since);
  await stage.postgres.tasksDone();
  await stage.postgres.query('checkpoint'); // or it falls into a round
  await stage.postgres.query('analyze platform.tenant, platform.host'); // what autovacuum does within a minute
  say(`  … in ${made_s} s`);
  return { tenants: tenants.toSorted((one, other) => other.id - one.id), made_s };
}

const since_s = (since: number): number => rounded((performance.now() - since) / 1000, 1);

async function makeOne(stage: Stage, number: number): Promise<Made> {
  const slug = `${first[number % first.length]}-${String(number).padStart(5, '0')}`;
  const name = `${places[number % places.length]} ${number}`;
  const owner = `keeper${number}`;
  const headers = { 'idempotency-key': randomBytes(9).toString('hex') };
  const call = callOf(stage, '', { method: 'POST', headers, body: { slug, name, owner: { username: owner } } });
  const until = performance.now() + patienceMs;
  for (; performance.now() < until; await pause(50)) {
    const answer = await stage.client.send(call); // the same request again while an operation makes it
    const { id } = parsed(answer) as { id?: number };
    if (answer.status === 201 && id !== undefined) return { id, slug, name, owner, host: `${slug}.localhost` };
    if (answer.status !== 202) throw new UnexpectedAnswer(call, answer);
  }
  throw new Error(`The community ${slug} could not be made.`);
}

async function counts(stage: Stage): Promise<{ total: number }> {
  const call = callOf(stage, '/counts');
  const answer = await stage.client.send(call);
  if (answer.status !== 200) throw new UnexpectedAnswer(call, answer);
  return parsed(answer) as { total: number };
}

const callOf = (stage: Stage, path: string, { headers, ...more }: Partial<Call> = {}): Call => ({
  host: 'platform.localhost',
  path: `/platform/v1/tenants${path}`,
  headers: { authorization: `Bearer ${stage.operatorToken}`, ...headers },
  ...more,
});

interface Ask {
  readonly path: string;
  /** What is wrong with the answer, or null. */
  readonly fault: (body: Body) => string | null;
}

interface Body {
  readonly id?: number;
  readonly slug?: string;
  readonly total?: number;
  readonly items?: readonly { readonly id: number }[];
}

/** The first page, one from the middle by its cursor, and those of a state, in turn. */
function* listing(tenants: readonly Made[]): Generator<Ask> {
  const random = new Random(3);
  for (let turn = 0; ; turn += 1) {
    const { id } = random.of(tenants);
    const cursor = Buffer.from(`id:${id}`).toString('base64url');
    const [path, before] = (
      [
        ['?limit=20', Number.POSITIVE_INFINITY],
        [`?limit=100&cursor=${cursor}`, id],
        ['?state=active&limit=50', Number.POSITIVE_INFINITY],
        [`?state=suspended`, Number.POSITIVE_INFINITY],
      ] as const
    )[turn % 4]!;
    const wanted = [20, 100, 50, 0][turn % 4]!;
    yield { path, fault: (body) => pageFault(body, { wanted, before, last: tenants.at(-1)!.id }) };
  }
}

/** `last`: so far down a page may end early. */
function pageFault({ items }: Body, { wanted, before, last }: { wanted: number; before: number; last: number }) {
  const ids = items?.map(({ id }) => id) ?? [];
  const inOrder = ids.every((id, index) => id < (ids[index - 1] ?? before));
  if (!inOrder) return 'is not in order';
  return ids.length === wanted || before < last + wanted ? null : `has ${ids.length} entries, not ${wanted}`;
}

/** A whole slug, a number in it, the two characters of a name, part of a host, an owner, and what nobody has, in turn. */
function* searching(tenants: readonly Made[]): Generator<Ask> {
  const random = new Random(5);
  const limit = 20;
  for (let turn = 0; ; turn += 1) {
    const one = random.of(tenants);
    const asked = [one.slug, one.slug.slice(-5), one.name.slice(0, 2), one.host.slice(3), one.owner, 'nobody-has-this'];
    const q = asked[turn % asked.length]!;
    const wanted = tenants
      .filter(({ slug, name, owner, host }) => [slug, name, owner, host].some((text) => text.includes(q)))
      .slice(0, limit);
    yield {
      path: `?q=${encodeURIComponent(q)}&limit=${limit}`,
      fault: ({ items = [] }) => foundFault(items, wanted, q),
    };
  }
}

function foundFault(items: readonly { id: number }[], wanted: readonly Made[], q: string): string | null {
  const [found, hoped] = [items, wanted].map((all) => all.map(({ id }) => id).join(' '));
  return found === hoped ? null : `has other communities with ${q} than there are: ${found}, not ${hoped}`;
}

/** The overview of all, one community, and what that uses, in turn. */
function* looking(tenants: readonly Made[]): Generator<Ask> {
  const random = new Random(7);
  for (let turn = 0; ; turn += 1) {
    const { id, slug } = random.of(tenants);
    if (turn % 3 === 0) {
      yield { path: '/counts', fault: ({ total }) => (total! >= count ? null : `counts ${total}`) };
    } else if (turn % 3 === 1) {
      yield { path: `/${id}`, fault: (body) => (body.slug === slug && body.id === id ? null : 'is another one') };
    } else {
      yield { path: `/${id}/usage`, fault: (body) => (body.slug === slug ? null : 'is of another one') };
    }
  }
}

interface Answered {
  readonly times: readonly Times[];
  readonly atOnce: Times;
  readonly errors: number;
}

/** One after the other in rounds, then by several operators at once. */
async function askFor(stage: Stage, asks: Generator<Ask>): Promise<{ times: Times[]; atOnce: Times; errors: number }> {
  let errors = 0;
  const ask = async (): Promise<number> => {
    const { path, fault } = asks.next().value as Ask;
    const since = performance.now();
    const answer: Answer = await stage.client.send(callOf(stage, path));
    const ms = performance.now() - since;
    const wrong = answer.status === 200 ? fault(parsed(answer) as Body) : `has the status ${answer.status}`;
    if (wrong !== null && errors++ < 3) say(`  the answer to ${path} ${wrong}`);
    return ms;
  };
  for (let number = 0; number < warmUps; number += 1) await ask();
  const times: Times[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const taken: number[] = [];
    while (taken.length < perRound) taken.push(await ask());
    times.push(timesOf(taken));
    say(`  ${perRound} asked: p50 ${times.at(-1)!.p50.toFixed(1)} ms, p95 ${times.at(-1)!.p95.toFixed(1)} ms`);
  }
  const taken: number[] = [];
  const lane = async (): Promise<void> => {
    while (taken.length < perRound) taken.push(await ask());
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { times, atOnce: timesOf(taken), errors };
}
