import { randomBytes } from 'node:crypto';
import { type Answer, Client } from '../http/client.js';
import { rounded, say } from '../line.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';
import { timesOf } from './percentiles.js';

const name = 'signup_to_first_page';
const host = 'platform.localhost';
const count = 40;
const bar = 2_000;

/** As a browser does it: the form, the link that signs its owner in, and the first page they see. */
export const signupMeasure: Group = {
  names: [name],
  async measure(run, _wanted, report) {
    say(name);
    const stage = await run.stage();
    const client = new Client(stage.port);
    try {
      await signUp(client, stage); // the first one finds nothing prepared
      const times: number[] = [];
      let errors = 0;
      for (let round = 0; round < count; round += 1) {
        const milliseconds = await signUp(client, stage);
        if (milliseconds === null) errors += 1;
        else times.push(milliseconds);
      }
      const { p50, p95 } = timesOf(times);
      const value = rounded(p95, 1);
      const holds = value < bar;
      report({
        measure: name,
        value,
        unit: 'ms',
        p50_ms: rounded(p50, 1),
        bar,
        holds,
        rounds: count,
        errors,
        data: 'tenants',
      });
    } finally {
      client.close();
    }
  },
};

/** Milliseconds; null where one of the answers is wrong. */
async function signUp(client: Client, { port }: Pick<Stage, 'port'>): Promise<number | null> {
  const slug = `signup-${randomBytes(6).toString('hex')}`;
  const form = await client.send({ host, path: '/create' });
  const community = { name: slug, slug, locale: 'en', template: 'club' };
  const owner = { username: 'owner', email: `${slug}@example.org`, password: 'a-long-password' };
  const hidden = { form_token: hiddenIn(form, 'form_token'), request_key: hiddenIn(form, 'request_key') };
  const since = performance.now();
  const sent = await client.send({
    host,
    path: '/create',
    method: 'POST',
    headers: { cookie: cookieOf(form), origin: `http://${host}:${port}` },
    body: { ...community, ...owner, ...hidden },
  });
  const to = String(sent.headers['location']);
  if (sent.status !== 303 || !to.includes('/enter/')) return wrong(sent);
  const own = `${slug}.localhost`;
  const entered = await client.send({ host: own, path: new URL(to).pathname });
  if (entered.status !== 303) return wrong(entered);
  const page = await client.send({ host: own, path: '/welcome', headers: { cookie: cookieOf(entered) } });
  const milliseconds = performance.now() - since;
  return page.status === 200 && page.text.includes('@owner') ? milliseconds : wrong(page);
}

function wrong({ status, text }: Answer): null {
  say(`  was answered with ${status}: ${text.slice(0, 200)}`);
  return null;
}

const hiddenIn = ({ text }: Answer, field: string): string =>
  new RegExp(`name="${field}" value="([^"]*)"`).exec(text)?.[1] ?? '';

const cookieOf = ({ headers }: Answer): string =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
