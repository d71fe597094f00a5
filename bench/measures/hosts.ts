import { loadConfig } from '#kernel/config';
import { Clusters } from '#kernel/database';
import { RequestHosts } from '#kernel/http';
import { Log } from '#kernel/logging';
import type { Tenant } from '#kernel/scope';
import { TenantDirectory, TenantSource, type TenantChanges } from '#kernel/tenancy';
import { Random } from '../data/random.js';
import { type Line, median, rounded, say, spreadOf } from '../line.js';
import type { BenchPostgres } from '../stage/postgres.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';
import { timesOf } from './percentiles.js';

const tenants = 1_000;
const hostsEach = 10;
const rounds = 5;
const lookups = 300_000;
const questions = 4_000;
const names = { lookup: 'host_lookup', ask: 'tls_ask' };
const bars = { lookup: 5, ask: 5 };

interface Host {
  readonly host: string;
  readonly tenant: number;
}

/** Whose a host is, when that is known already: what each request pays, and what a proxy waits for. */
export const hostMeasures: Group = {
  names: Object.values(names),
  async measure(run, wanted, report) {
    say(Object.values(names).join(', '));
    const stage = await run.stage();
    await stage.tenants(tenants);
    const hosts = new Random(11).shuffled(await addHosts(stage.postgres));
    try {
      if (wanted.has(names.lookup)) report(await measureLookups(stage.postgres, hosts));
      if (wanted.has(names.ask)) report(await measureQuestions(stage, hosts));
    } finally {
      await stage.postgres.query(
        `delete from platform.host where kind = 'custom' and host like 'www%.bench-hosts.org'`,
      );
    }
  },
};

/** Further ones for communities that are there, and those that they have. */
async function addHosts(postgres: BenchPostgres): Promise<Host[]> {
  await postgres.query(
    `insert into platform.host (host, tenant_id, kind)
     select 'www' || number || '.tenant' || id || '.bench-hosts.org', id, 'custom'
       from (select id from platform.tenant where state = 'active' order by id limit ${tenants}) t,
            generate_series(1, ${hostsEach - 1}) number`,
  );
  return postgres.query<Host>('select host, tenant_id::int4 as tenant from platform.host order by host');
}

/** The rows of the platform, asked for once each. */
class Rows extends TenantSource {
  constructor(private readonly postgres: BenchPostgres) {
    super();
  }

  async findByHost(host: string): Promise<Tenant | null> {
    const [found] = await this.postgres.query<Tenant>(
      `select t.id::int4 as id, t.slug, t.name, t.state, t.locale, t.cluster, t.role, t.schema
         from platform.host h join platform.tenant t on t.id = h.tenant_id where h.host = $1`,
      [host],
    );
    return found ?? null;
  }
  findById = async (): Promise<null> => null;
  findByRole = async (): Promise<null> => null;
  changesSince = async (): Promise<TenantChanges> => ({ changes: [], cursor: '1' });
}

/** In this process, by the classes that the gate of every request asks, from its headers on. */
async function measureLookups(postgres: BenchPostgres, hosts: readonly Host[]): Promise<Line> {
  const config = loadConfig({ LOG_LEVEL: 'silent' });
  const log = new Log(config);
  const directory = new TenantDirectory(new Rows(postgres), new Clusters(config, log), log);
  await directory.refresh();
  for (const { host } of hosts) {
    await directory.findByHost(host);
    await directory.refresh();
  }
  const means: number[] = [];
  let errors = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const { micros, wrong } = await lookUp(directory, hosts);
    if (round > 0) means.push(micros); // the first one is for the compiler
    errors += wrong;
  }
  const value = rounded(median(means), 3);
  const judged = { bar: bars.lookup, holds: value < bars.lookup, rounds, spread: spreadOf(means) };
  return { measure: names.lookup, value, unit: 'us', ...judged, errors, data: 'tenants', hosts: hosts.length };
}

async function lookUp(directory: TenantDirectory, hosts: readonly Host[]): Promise<{ micros: number; wrong: number }> {
  let [spent, wrong, done] = [0, 0, 0];
  const names = new RequestHosts();
  const requests = hosts.map(({ host, tenant }) => {
    const header = `${host}:3000`;
    return { request: { headers: { host: header }, rawHeaders: ['Host', header], url: '/' }, tenant };
  });
  for (const { request } of requests) names.of(request);
  while (done < lookups) {
    await directory.refresh(); // as it does every second by itself
    const from = performance.now();
    for (const { request, tenant } of requests) if (directory.peek(names.of(request))?.id !== tenant) wrong += 1;
    spent += performance.now() - from;
    done += requests.length;
  }
  return { micros: (spent * 1_000) / done, wrong };
}

/** Of the built server, over its socket, one after the other as a proxy asks. */
async function measureQuestions(stage: Stage, hosts: readonly Host[]): Promise<Line> {
  let errors = 0;
  stage.client.close(); // this process has only calculated for a while, and did not see which connections were closed
  const ask = async (name: string, status: number): Promise<number> => {
    const from = performance.now();
    const answer = await stage.client.send({ host: 'localhost', path: `/tls/ask?domain=${name}` });
    if (answer.status !== status) errors += 1;
    return performance.now() - from;
  };
  for (const { host } of hosts) await ask(host, 200);
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const asked = hosts.slice((round * questions) % hosts.length).slice(0, questions);
    const took: number[] = [];
    for (const { host } of asked) took.push(await ask(host, 200));
    times.push(timesOf(took));
  }
  const madeUp: number[] = [];
  for (let number = 0; number < questions; number += 1) madeUp.push(await ask(`nobody-${number}.org`, 404));
  const values = times.map(({ p95 }) => p95);
  const value = rounded(median(values), 2);
  return {
    measure: names.ask,
    value,
    unit: 'ms',
    p50_ms: rounded(median(times.map(({ p50 }) => p50)), 2),
    p95_ms: value,
    bar: bars.ask,
    holds: value < bars.ask,
    rounds,
    spread: spreadOf(values),
    errors,
    data: 'tenants',
    hosts: hosts.length,
    made_up_p95_ms: rounded(timesOf(madeUp).p95, 2),
  };
}
