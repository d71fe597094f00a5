import { randomBytes } from 'node:crypto';
import { Client } from '../http/client.js';
import { emptyPage } from '../http/checks.js';
import { median, rounded, say, spreadOf } from '../line.js';
import { createTenant } from '../stage/platform.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';

const atOnce = 100;
const rounds = 3;
const name = 'provision_parallel_100';

type Operator = Pick<Stage, 'client' | 'operatorToken'>;

/** A hundred communities that are asked for at the same moment, over a connection each. */
export const provisionParallel: Group = {
  names: [name],
  async measure(run, _wanted, report) {
    say(name);
    const stage = await run.stage();
    const client = new Client(stage.port, atOnce);
    try {
      const operator = { client, operatorToken: stage.operatorToken };
      await makeAll(operator, 4); // the first ones find nothing prepared
      const rates: number[] = [];
      let errors = await errorsWithOneKey(stage, operator);
      for (let round = 0; round < rounds; round += 1) {
        const { rate, wrong } = await makeAll(operator, atOnce);
        rates.push(rate);
        errors += wrong;
      }
      const value = rounded(median(rates), 1);
      report({ measure: name, value, unit: 'tenants/s', rounds, spread: spreadOf(rates), errors, data: 'tenants' });
    } finally {
      client.close();
    }
  },
};

/** What could not be made is wrong, and so is what does not answer. */
async function makeAll(operator: Operator, count: number): Promise<{ rate: number; wrong: number }> {
  const slugs = Array.from({ length: count }, () => `many-${randomBytes(6).toString('hex')}`);
  const since = performance.now();
  const made = await Promise.allSettled(slugs.map((slug) => createTenant(operator, slug)));
  const seconds = (performance.now() - since) / 1_000;
  for (const one of made) if (one.status === 'rejected') say(`  ${String(one.reason)}`);
  const answers = slugs.map(async (slug) => {
    const wrong = emptyPage(
      await operator.client.send({ host: `${slug}.localhost`, path: '/v1/posts?style=newest&page_size=20' }),
    );
    if (wrong) say(`  the first answer of ${slug} ${wrong}`);
    return wrong;
  });
  return { rate: count / seconds, wrong: (await Promise.all(answers)).filter(Boolean).length };
}

/** A hundred times the same request makes one community. */
async function errorsWithOneKey({ postgres }: Stage, operator: Operator): Promise<number> {
  const slug = `once-${randomBytes(6).toString('hex')}`;
  const made = await Promise.allSettled(
    Array.from({ length: atOnce }, () => createTenant(operator, slug, `the key of ${slug}`)),
  );
  const failed = made.filter(({ status }) => status === 'rejected').length;
  const [row] = await postgres.query<{ count: string }>(
    'select count(*) as count from platform.tenant where slug = $1',
    [slug],
  );
  const doubled = Math.abs(Number(row?.count) - 1);
  if (failed + doubled)
    say(`  of one request made ${atOnce} times ${failed} failed, and ${row?.count} communities came`);
  return failed + doubled;
}
