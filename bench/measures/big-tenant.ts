import { makeBigCommunity, type ReadCommunity } from '../data/big-community.js';
import { signIn } from '../data/big-readers.js';
import { big } from '../data/big-rows.js';
import { Random } from '../data/random.js';
import { standard } from '../data/standard.js';
import { type Probe, probe } from '../http/sampler.js';
import { say } from '../line.js';
import type { Run } from '../run.js';
import type { Stage } from '../stage/stage.js';
import { Changes, toldOfPost } from './big-tenant-changes.js';
import { parts, type Place, readsOf } from './big-tenant-reads.js';
import type { Group } from './measure.js';
import { alternate, type Figures, figures, ratioOf, type Side, usual } from './rounds.js';

const bar = 0.7;
const readers = 40;
const plan = { ...usual, seconds: 2, warmUp: 1 };

interface Raced extends Figures {
  readonly ratio: number;
  readonly errors: number;
}

/**
 * A community of 10,000 members and 200,000 posts beside `standard`: as it is served, and while what a new post tells is
 * told more often than anything is asked. Of the two the smaller ratio counts.
 */
export const bigTenant: Group = {
  names: ['big_tenant'],
  async measure(run, _wanted, report) {
    say('big_tenant');
    const { stage, places, keys } = await prepare(run);
    for (const part of parts) {
      say(`  ${part}`);
      const sides = places.map((place) => sideOf(stage, place, readsOf(part, place)));
      const missed = await walk(stage, sides);
      const warm = await race(stage, sides);
      const stale = await raceWhileChanging(stage, places, keys, sides);
      const [form, judged] = warm.ratio < stale.ratio ? ['warm', warm] : ['stale', stale];
      const { errors: _, ...figure } = judged as Raced;
      report({
        measure: 'big_tenant',
        part,
        unit: 'req/s',
        ...figure,
        ratio_to: 'standard',
        bar,
        holds: figure.ratio >= bar,
        errors: missed + warm.errors + stale.errors,
        data: 'big',
        form,
        warm,
        stale,
      });
    }
  },
};

async function prepare(run: Run): Promise<{ stage: Stage; places: Place[]; keys: string[] }> {
  const [stage, small] = [await run.stage(), await run.standard()];
  const large = await makeBigCommunity(stage);
  const places = [
    await placeOf(stage, large, { members: big.members, farPage: 500 }),
    await placeOf(stage, small, { members: standard.members, farPage: 90 }),
  ];
  const keys = await toldOfPost(stage, large, places[0]!.readers[0]!);
  say(`  of a post is told: ${keys.join(', ')}`);
  return { stage, places, keys };
}

/** With so many of its members, of whom the first is an administrator and stays away. */
async function placeOf(stage: Stage, community: ReadCommunity, size: Omit<Place, 'community' | 'readers'>) {
  const random = new Random(19);
  const others = Array.from({ length: size.members - 1 }, (_, index) => index + 2);
  const ids = random.shuffled(others).slice(0, readers);
  return { community, readers: await signIn(stage, community, ids), ...size };
}

function sideOf(stage: Stage, { community }: Place, reads: readonly Probe[]): Side {
  let turn = 0;
  return {
    name: community.slug,
    port: stage.port,
    calls: reads.map(({ call }) => call),
    probe: () => reads[turn++ % reads.length]!,
  };
}

/** Whatever is asked, once; every answer is looked at. */
async function walk({ client }: Stage, sides: readonly Side[]): Promise<number> {
  const asked = new Map<string, Probe>();
  for (const side of sides) {
    for (const _ of side.calls) {
      const one = side.probe();
      asked.set(JSON.stringify(one.call), one);
    }
  }
  let errors = 0;
  const queue = asked.values();
  const lane = async (): Promise<void> => {
    for (const one of queue) {
      const wrong = await probe(client, one, errors < 3);
      errors += wrong;
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return errors;
}

async function race({ folder }: Stage, sides: readonly Side[]): Promise<Raced> {
  const { outcomes, errors } = await alternate(sides, { ...plan, folder });
  const [large, small] = outcomes;
  return { ...figures(large!), ratio: ratioOf(large!, small!), errors };
}

async function raceWhileChanging(
  stage: Stage,
  places: readonly Place[],
  keys: readonly string[],
  sides: readonly Side[],
): Promise<Raced & { told: number }> {
  const communities = places.map(({ community }) => community);
  const changes = await Changes.begin(stage, communities, keys);
  try {
    const raced = await race(stage, sides);
    const told = changes.perSecond();
    const tooFew = told < raced.value / raced.ratio ? 1 : 0;
    if (tooFew) say(`  ${told} changes in a second are too few`);
    return { ...raced, told, errors: raced.errors + tooFew };
  } finally {
    await changes.end();
  }
}
