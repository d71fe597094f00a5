import type pg from 'pg';
import { PlatformDatabase, readMigrations } from '#kernel/database';
import { AuditLog, AuditVerification } from '#platform/audit';
import { OperatorsService } from '#platform/operators';
import { asOwner } from '../support/as-owner.js';
import { ScratchDatabase } from '../support/scratch-database.js';
import { usePlatform } from '../support/use-platform.js';
import { repositoryRoot, useOwnDatabase, workerCluster } from '../support/worker-cluster.js';

describe('the chain of the audit log', () => {
  useOwnDatabase();
  const platform = usePlatform();
  const get = <T>(type: abstract new (...given: never[]) => T): T => platform.app.get<T>(type);
  const verify = (noted?: { id: number; hash: string }) => get(AuditVerification).verify(noted);
  const add = async (count: number) => {
    const root = await get(OperatorsService).root();
    for (let number = 0; number < count; number++)
      await get(AuditLog).record(root, {
        action: 'test.add',
        details: { number, words: 'tea, 茶 and "cups"', nested: { a: [1.5, null] } },
      });
  };
  const owner = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => asOwner(await workerCluster(), work);
  const ids = async () =>
    (await get(PlatformDatabase).query<{ id: number }>('select id from platform.audit order by id')).map(
      ({ id }) => id,
    );

  it('is whole as long as nobody touches it, also while many write', async () => {
    await add(3);
    const before = await verify();
    expect(before).toMatchObject({ broken: null, head: { hash: expect.stringMatching(/^[\da-f]{64}$/) } });
    const [written] = await Promise.all([Promise.all(Array.from({ length: 25 }, () => add(4))), verify(), verify()]);
    expect(written).toHaveLength(25);
    const after = await verify(before.head);
    expect(after).toMatchObject({ broken: null, checked: before.checked + 100 });
    expect(after.head.id).toBe((await ids()).at(-1));
  });

  it('has no place for what was undone, and one for all that a unit of work has noted', async () => {
    const { checked } = await verify();
    const undone = get(PlatformDatabase).transaction(async () => {
      await add(2);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await get(PlatformDatabase).transaction(() => add(2));
    expect(await verify()).toMatchObject({ broken: null, checked: checked + 2 });
  });

  it('goes on over more rows than are read at once', async () => {
    await get(PlatformDatabase).transaction(() => add(2_300));
    expect(await verify()).toMatchObject({ broken: null, checked: (await ids()).length });
  });

  describe('as the owner of the database leaves it', () => {
    let rows: number[];
    let head: { id: number; hash: string };
    beforeAll(async () => {
      rows = await ids();
      ({ head } = await verify());
      await owner((client) =>
        client.query(
          'create table public.kept as table platform.audit; create table public.kept_head as table platform.audit_head',
        ),
      );
    });
    afterEach(async () => {
      await owner((client) =>
        client.query(`delete from platform.audit; delete from platform.audit_head;
          insert into platform.audit select * from public.kept; insert into platform.audit_head select * from public.kept_head`),
      );
      expect((await verify(head)).broken).toBeNull();
    });
    const tamper = (sql: string) => owner((client) => client.query(sql));

    it.each([
      ['what was done', `details = '{"number": 9}'`],
      ['who did it', `operator_name = 'somebody'`],
      ['when', `at = at + interval '1 microsecond'`],
      ['where', `tenant_id = 3`],
      ['how it ended', `status = 201`],
      ['from where', `address = '192.0.2.1'`],
      ['in which request', `request_id = ''`],
      ['that it was an operator', `actor = 'member', member_id = 4`],
      ['by which account', `operator_id = operator_id + 1`],
      ['the action', `action = 'test.added'`],
    ])('names the row of which %s was changed', async (_, change) => {
      const id = rows[1_234]!;
      await tamper(`update platform.audit set ${change} where id = ${id}`);
      expect(await verify()).toMatchObject({ broken: { id, what: 'changed' }, checked: 1_235 });
    });

    it('names the row after one that was removed, the first as well', async () => {
      await tamper(`delete from platform.audit where id = ${rows[50]!}`);
      expect((await verify()).broken).toEqual({ id: rows[51], what: 'order' });
      await tamper(`delete from platform.audit where id = ${rows[0]!}`);
      expect((await verify()).broken).toEqual({ id: rows[1], what: 'order' });
    });

    it('misses the end that was removed, and all of it', async () => {
      await tamper(`delete from platform.audit where id >= ${rows.at(-5)!}`);
      expect((await verify()).broken).toEqual({ id: head.id, what: 'end' });
      await tamper('delete from platform.audit');
      expect((await verify()).broken).toEqual({ id: head.id, what: 'end' });
    });

    it('names the first of two rows that changed places', async () => {
      const [one, other] = [rows[10]!, rows[20]!];
      await tamper(`update platform.audit set id = -1 where id = ${one}; update platform.audit set id = ${one} where id = ${other};
        update platform.audit set id = ${other} where id = -1`);
      expect((await verify()).broken).toEqual({ id: one, what: 'order' });
    });

    it('names what was put in, between others and at the end', async () => {
      const columns = 'at, actor, operator_name, action, details, status, previous, hash';
      const like = (id: number, from: number) =>
        tamper(
          `insert into platform.audit (id, ${columns}) select ${id}, ${columns} from platform.audit where id = ${from}`,
        );
      await like(head.id + 1, rows[3]!);
      expect((await verify()).broken).toEqual({ id: head.id + 1, what: 'order' });
      await tamper(`delete from platform.audit where id = ${rows[7]!}`);
      await like(rows[7]!, rows[8]!);
      expect((await verify()).broken).toEqual({ id: rows[7], what: 'order' });
    });

    it('shows a chain that was made anew from one row on by the head that was noted before', async () => {
      const id = rows[2_000]!;
      await tamper(`update platform.audit set details = '{"number": "another"}' where id = ${id}`);
      await tamper(`do $$ declare entry platform.audit; last bytea; begin
        select previous into last from platform.audit where id = ${id};
        for entry in select * from platform.audit where id >= ${id} order by id loop
          entry.previous := last; entry.hash := platform.audit_hash(entry); last := entry.hash;
          update platform.audit set previous = entry.previous, hash = entry.hash where platform.audit.id = entry.id;
        end loop;
        update platform.audit_head set hash = last; end $$`);
      expect((await verify()).broken).toBeNull();
      expect((await verify(head)).broken).toEqual({ id: head.id, what: 'noted' });
      await tamper(`delete from platform.audit where id > ${id};
        update platform.audit_head set last_id = ${id}, hash = (select hash from platform.audit where id = ${id})`);
      expect((await verify()).broken).toBeNull();
      expect((await verify(head)).broken).toEqual({ id: head.id, what: 'end' });
    });
  });

  it('holds what was there before it', async () => {
    const scratch = await ScratchDatabase.create();
    try {
      const { platform: files } = await readMigrations(repositoryRoot);
      const apply = (names: (number: number) => boolean) =>
        files
          .filter(({ number }) => names(number))
          .map(({ sql }) => sql.replaceAll('{{app}}', `${scratch.namespace}_app`))
          .join('\n');
      await scratch.query(`create role ${scratch.namespace}_app`);
      await scratch.query(apply((number) => number <= 2));
      await scratch.query(
        `insert into platform.audit (operator_id, operator_name, action, details, status)
         select nullif(n % 3, 0), 'grace', 'tenant.suspend', jsonb_build_object('n', n), 200 from generate_series(1, 20) n`,
      );
      await scratch.query(apply((number) => number === 6));
      const chained = await scratch.query<{ actor: string; right: boolean; linked: boolean }>(
        `select actor, hash = platform.audit_hash(a) as right,
                previous = coalesce(lag(hash) over (order by id), '') as linked from platform.audit a order by id`,
      );
      expect(chained).toHaveLength(20);
      expect(chained.filter(({ right, linked }) => !right || !linked)).toEqual([]);
      expect(chained.filter(({ actor }) => actor === 'platform')).toHaveLength(6);
      const [last] = await scratch.query<{ same: boolean }>(
        'select h.hash = a.hash as same from platform.audit_head h join platform.audit a on a.id = h.last_id where h.entries = 20',
      );
      expect(last).toEqual({ same: true });
    } finally {
      await scratch.drop();
    }
  });
});
