import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillIn, readBaseline, readMigrations } from './migration-files.js';

describe('the folder of migrations', () => {
  let root: string;
  const write = (file: string, sql: string) => writeFileSync(join(root, 'migrations', file), sql);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'paopao-migrations-'));
    for (const scope of ['platform', 'cluster', 'tenant'])
      mkdirSync(join(root, 'migrations', scope), { recursive: true });
    write('tenant/0001_members.sql', 'create table member ();');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('gives the files of each scope in order, with a checksum of the text as it stands', async () => {
    write('tenant/0002_posts.sql', 'create table post ();');
    write('tenant/baseline.sql', '-- baseline of migrations up to 2\n');
    const { tenant, platform } = await readMigrations(root);
    expect(platform).toEqual([]);
    expect(tenant).toMatchObject([
      { number: 1, name: 'members', file: 'migrations/tenant/0001_members.sql', sql: 'create table member ();' },
      { number: 2, name: 'posts', checksum: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ]);
    expect(await readBaseline(root)).toMatchObject({ version: 2 });
  });

  it.each([
    ['a gap', 'tenant/0003_posts.sql', 'create table post ();', /0003_posts.*has the number 3 where 2 was expected/],
    [
      'a number given twice',
      'tenant/0001_posts.sql',
      'create table post ();',
      /0001_posts.*has the number 1 where 2 was expected/,
    ],
    ['a name without a number', 'platform/posts.sql', 'create table post ();', /platform\/posts\.sql must be named/],
    ['a baseline in another scope', 'cluster/baseline.sql', '', /cluster\/baseline\.sql must be named/],
    [
      'a COMMIT of its own',
      'tenant/0002_posts.sql',
      'create table post ();\nCommit;',
      /0002_posts.*leave BEGIN and COMMIT/,
    ],
  ])('refuses %s', async (_, file, sql, message) => {
    write(file, sql);
    await expect(readMigrations(root)).rejects.toThrow(message);
  });

  it('knows the begin and end of a function from those of a transaction', async () => {
    write('tenant/0002_posts.sql', 'do $$\nbegin\n  perform 1;\nend;\n$$;');
    expect((await readMigrations(root)).tenant).toHaveLength(2);
  });

  it('puts in the roles of the cluster, and nothing it does not know', () => {
    const file = 'migrations/cluster/0001_jobs.sql';
    expect(fillIn({ file, sql: 'grant usage on schema jobs to {{app}}, {{tenants}}' }, 't2')).toBe(
      'grant usage on schema jobs to t2_app, t2_tenants',
    );
    expect(() => fillIn({ file, sql: '{{apps}}' }, 't')).toThrow(/0001_jobs.*unknown placeholder \{\{apps\}\}/);
  });

  it('refuses a baseline that does not say what it holds', async () => {
    write('tenant/baseline.sql', 'create table member ();');
    await expect(readBaseline(root)).rejects.toThrow(/does not say/);
  });
});
