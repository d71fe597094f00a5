import type { Route } from '#kernel/http';
import type { TestTenant } from '../support/make-tenant.js';
import { type Bench, holds, watch } from './bench.js';
import type { ManagementCase, MediaHostCase, PlatformCase, Subject } from './cases.js';
import { addNotices } from './notices.js';
import { send } from './send.js';

type Give = (problem: string) => void;
const roles = ['read', 'support', 'admin'] as const;

/** All that a route of the platform is tried with. What changes something has a community of its own to change. */
export async function probePlatform(bench: Bench, route: Route, one: PlatformCase, give: Give): Promise<void> {
  const { subject, tenant } = await subjectOf(bench, one);
  await probeAs(bench, route, { one, subject }, give);
  await bench.observer.forgetTasks(tenant);
}

async function probeAs(
  bench: Bench,
  route: Route,
  { one, subject }: { one: PlatformCase; subject: Subject },
  give: Give,
): Promise<void> {
  const { app, twins, operators, platformHost } = bench;
  await probeHome(bench, route, { one, subject }, give);
  const ask = async (what: string, host: string, token: string | undefined, expected: number) => {
    const call = () => send(app, route, one.request(subject), { host, ...(token !== undefined && { token }) });
    const watched = await watch(bench, undefined, call);
    if (watched.answer.status !== expected) give(`${what}: answered ${watched.answer.status}, expected ${expected}`);
    for (const problem of watched.problems) give(`${what}: ${problem}`);
    for (const { canary } of watched.changed) give(`${what}: rows of ${canary} change`);
  };
  for (const twin of [twins.home, twins.other]) {
    await ask(`on the host of ${twin.canary}`, twin.host, operators.admin, 404);
    if (one.role !== 'anyone') await ask(`with a member's token of ${twin.canary}`, platformHost, twin.token, 401);
  }
  if (one.role === 'anyone') return;
  await ask('without a token', platformHost, undefined, 401);
  const lower = roles[roles.indexOf(one.role) - 1];
  if (lower) await ask(`as an operator who may only ${lower}`, platformHost, operators[lower], 403);
}

/** The positive control: it works, and for the one community it is about. */
async function probeHome(
  bench: Bench,
  route: Route,
  { one, subject }: { one: PlatformCase; subject: Subject },
  give: Give,
): Promise<void> {
  const { app, observer, twins, operators, platformHost } = bench;
  const both = [twins.home.tenant.id, twins.other.tenant.id];
  const state = () => observer.platformFingerprints(undefined, ...both);
  const from = { host: platformHost, ...(one.role !== 'anyone' && { token: operators[one.role] }) };
  const before = await state();
  const { answer, changed, problems } = await watch(bench, one.names === 'many' ? 'anybody' : twins.home, () =>
    send(app, route, one.request(subject), from),
  );
  const after = await state();
  const works = one.status === undefined ? answer.status < 300 : answer.status === one.status;
  if (!works) give(`at home: answered ${answer.status} ${answer.body.slice(0, 200)}`);
  for (const problem of problems) give(`at home: ${problem}`);
  for (const { canary } of changed) give(`at home: rows of ${canary} change`);
  if (one.names !== 'none' && !holds(answer, twins.home)) give('at home: the answer does not name the community');
  if (one.kind === 'write' && before[0] === after[0]) give('at home: nothing of the platform changes');
  if (before.slice(1).join() !== after.slice(1).join()) give('at home: a community it is not about is changed');
}

/** Reading is about the first twin; what changes something gets a community of its own, which has its word. */
async function subjectOf(
  bench: Bench,
  { kind, job, domain, after = [] }: PlatformCase,
): Promise<{ subject: Subject; tenant: TestTenant }> {
  const { healthy, observer, operators, platformHost: host, twins } = bench;
  const name = `${twins.home.canary}-${Math.random().toString(36).slice(2, 8)}`;
  const tenant = kind === 'read' ? twins.home.tenant : await bench.makeTenant(name);
  const { id, slug, role } = tenant;
  for (const step of after) {
    const url = `/platform/v1/tenants/${id}${step}`;
    const method = step ? 'POST' : 'DELETE';
    const { status, body } = await send(healthy, { method, url }, {}, { host, token: operators.admin });
    if (status >= 300) throw new Error(`${method} ${url}: ${status} ${body}`);
  }
  const [made] = await observer.query<{ id: string }>(
    'select max(id) as id from platform.operation where tenant_id = $1',
    [id],
  );
  if (domain) await observer.addDomain(id, `${slug}.org`);
  const dead = job ? await observer.addDeadTask(role) : 0;
  const [report, run] = [await observer.addReport(), await observer.addRun(role)];
  const noticed = await addNotices(observer, id);
  const subject = { ...noticed, id, slug, operation: Number(made!.id), job: dead, report, run };
  return { subject, tenant };
}

/** Its path names the community, so no other host may believe it. */
export async function probeMediaHost(bench: Bench, route: Route, one: MediaHostCase, give: Give): Promise<void> {
  const { app, twins, platformHost } = bench;
  for (const { tenant, ids, canary, token } of [twins.home, twins.other]) {
    for (const host of [twins.home.host, twins.other.host, platformHost, 'nobody.localhost']) {
      const call = () => send(app, route, one.request(tenant, ids), { host, token });
      const { answer, problems } = await watch(bench, undefined, call);
      if (answer.status !== 404) give(`files of ${canary} on ${host}: answered ${answer.status}, expected 404`);
      for (const problem of problems) give(`files of ${canary} on ${host}: ${problem}`);
    }
  }
}

export async function probeManagement(bench: Bench, route: Route, { asks }: ManagementCase, give: Give): Promise<void> {
  const { app, twins, platformHost } = bench;
  const hosts = [platformHost, twins.home.host, twins.other.host, 'nobody.localhost'];
  for (const host of hosts) {
    const expected = host === platformHost || asks ? [200, 503] : [404]; // 503: a test does not serve, so it is never ready
    const { answer, problems } = await watch(bench, undefined, () =>
      send(app, route, asks?.(twins.home) ?? {}, { host }),
    );
    if (!expected.includes(answer.status))
      give(`on ${host}: answered ${answer.status}, expected ${expected.join(' or ')}`);
    for (const problem of problems) if (!problem.includes('503')) give(`on ${host}: ${problem}`);
  }
}
