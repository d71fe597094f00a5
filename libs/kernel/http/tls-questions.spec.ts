import { setTimeout as pause } from 'node:timers/promises';
import { Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import type { Tenant, TenantState } from '#kernel/scope';
import { TenantDirectory, TenantSource, type TenantChanges } from '#kernel/tenancy';
import { testConfig } from '../../../test/support/worker-cluster.js';
import { TlsQuestions } from './tls-questions.js';

/** Tenants whose host says their state, from a table that may be away. */
class Tenants extends TenantSource {
  asked = 0;
  answers: 'at once' | 'never' | 'fails' = 'at once';

  async findByHost(host: string): Promise<Tenant | null> {
    this.asked += 1;
    if (this.answers === 'fails') throw new Error('The database is away.');
    if (this.answers === 'never') return new Promise(() => undefined);
    await pause(1);
    const [state, ending] = host.split('.');
    return ending === 'org'
      ? ({ id: this.asked, state: state as TenantState, hosts: [host] } as unknown as Tenant)
      : null;
  }
  findById = async () => null;
  findByRole = async () => null;
  changesSince = async (): Promise<TenantChanges> => {
    if (this.answers === 'fails') throw new Error('The database is away.');
    return { changes: [], cursor: '1' };
  };
}

describe('whether a certificate may be given out', () => {
  const config = testConfig(3000, { MEDIA_HOST: 'files.net', BASE_DOMAIN: 'communities.net' });
  const log = new Log(config);
  let tenants: Tenants;
  let directory: TenantDirectory;
  let questions: TlsQuestions;
  beforeEach(async () => {
    tenants = new Tenants();
    directory = new TenantDirectory(tenants, new Clusters(config, log), log);
    await directory.refresh();
    questions = new TlsQuestions(config, directory, log);
  });

  it.each([
    ['active.org', 200],
    ['ACTIVE.org.', 200],
    ['read_only.org', 200],
    ['suspended.org', 200],
    ['deleting.org', 404],
    ['deleted.org', 404],
    ['provisioning.org', 404],
    ['nobody.net', 404],
    ['platform.localhost', 200],
    ['files.net', 200],
    ['communities.net', 404],
    ['', 404],
    ['a b', 404],
    ['active.org:443', 404],
    ['active.org/', 404],
    ['x'.repeat(300), 404],
  ])('%j: %d', async (name, status) => {
    expect(await questions.ask(name)).toBe(status);
    expect(await questions.ask(name)).toBe(status);
  });

  it('is no for what is no name at all', async () => {
    for (const domain of [undefined, null, 7, ['active.org'], { a: 1 }]) expect(await questions.ask(domain)).toBe(404);
    expect(tenants.asked).toBe(0);
  });

  it('is answered from memory, also that a name is nobody’s', async () => {
    for (let times = 0; times < 50; times += 1) {
      await questions.ask('active.org');
      await questions.ask('nobody.net');
    }
    expect(tenants.asked).toBe(2);
  });

  it('is no where the tables are away, or never answer', async () => {
    tenants.answers = 'fails';
    expect(await questions.ask('active.org')).toBe(503);
    tenants.answers = 'never';
    const from = Date.now();
    expect(await questions.ask('read_only.org')).toBe(503);
    expect(Date.now() - from).toBeLessThan(4_000);
    expect(await questions.ask('platform.localhost')).toBe(200);
  });

  it('has few names looked up at once, however many are made up', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `name${index}.net`);
    const answers = await Promise.all(names.map((name) => questions.ask(name)));
    expect(tenants.asked).toBe(8);
    expect(answers.filter((status) => status === 404)).toHaveLength(8);
    expect(answers.filter((status) => status === 503)).toHaveLength(492);
    expect(await questions.ask('active.org')).toBe(200);
  });
});
