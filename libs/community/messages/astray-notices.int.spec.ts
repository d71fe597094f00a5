import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { asOwner } from '../../../test/support/as-owner.js';
import { behind } from '../../../test/support/behind.js';
import type { Person } from '../../../test/support/person.js';
import { reconcile } from '../../../test/support/reconcile.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { workerCluster } from '../../../test/support/worker-cluster.js';
import { AstrayNoticesReconciler } from './messages.reconcilers.js';

describe('a notice that was put into the box of another', () => {
  const community = useCommunity();
  const sql = behind(community);
  let [ada, bob, cleo]: Person[] = [];
  const people = () => [ada!, bob!, cleo!] as const;

  beforeAll(async () => {
    for (const name of ['ada', 'bob', 'cleo']) await community.member(name);
    [ada, bob, cleo] = [await community.member('ada'), await community.member('bob'), await community.member('cleo')];
  });
  beforeEach(async () => {
    await sql('delete from comment'); // of which somebody would have to be told
    await sql('delete from message');
  });

  const repaired = async (): Promise<number> => (await reconcile(community)).byKind.message.repaired;

  /** Of a comment by bob that names dora, under a post of ada's. */
  async function commented(): Promise<number> {
    await community.member('dora');
    const { id } = await ada!.posts(`A heron ${randomUUID()}`);
    const comment = await bob!.comments(id, `Where? ${randomUUID()}`, ['dora']);
    await community.settle();
    return Number(comment.id);
  }

  const boxes = async () =>
    (await sql('select receiver_id from message order by 1')).map((row) => Number(row['receiver_id']));

  it('leaves that box, and comes to whom it was for, in one run', async () => {
    const [{ id: adaId }, , { id: cleoId }] = people();
    const comment = await commented();
    const whole = await boxes();
    const [before] = await ada!.messages();
    await sql(`update message set receiver_id = $1, read_at = now() where dedupe_key = $2`, [
      cleoId,
      `commented:${comment}:${adaId}`,
    ]);
    expect([await ada!.messages(), await cleo!.messages()]).toMatchObject([[], [{ type: 2 }]]);
    expect(await repaired()).toBe(2);
    expect(await boxes()).toEqual(whole);
    const { id: _id, ...rest } = before!;
    expect(await ada!.messages()).toMatchObject([
      { ...rest, created_on: expect.any(Number), modified_on: expect.any(Number) },
    ]);
    expect(await cleo!.messages()).toEqual([]);
    expect(await repaired()).toBe(0);
  });

  it('is taken away and not told anew where no row says whom it was for', async () => {
    const comment = await commented();
    const dora = await community.member('dora');
    await sql(`update message set receiver_id = $1 where dedupe_key = $2`, [
      cleo!.id,
      `commented:${comment}:${dora.id}`,
    ]);
    expect(await repaired()).toBe(1);
    expect(await boxes()).toEqual([ada!.id]);
  });

  it('is known by its key when the comment is purged; one that is right stays', async () => {
    const comment = await commented();
    const dora = await community.member('dora');
    await sql('delete from comment where id = $1', [comment]);
    expect(await repaired()).toBe(0);
    await sql(`update message set receiver_id = $1 where dedupe_key = $2`, [
      cleo!.id,
      `commented:${comment}:${dora.id}`,
    ]);
    expect(await repaired()).toBe(1);
    expect(await boxes()).toEqual([ada!.id]);
  });

  it('goes whatever its key looks like, and private messages have none', async () => {
    await commented();
    const keys = [
      'commented:',
      'replied:x:y',
      `post-quoted:${'9'.repeat(30)}:1`,
      'post-removed:1',
      'friend-requested:1',
    ];
    for (const key of keys)
      await sql(`insert into message (receiver_id, sender_id, type, dedupe_key) values ($1, $2, 2, $3)`, [
        cleo!.id,
        bob!.id,
        key,
      ]);
    await bob!.post('/v1/user/whisper', { user_id: cleo!.id, content: 'Between us' });
    expect(await repaired()).toBe(keys.length);
    expect(await cleo!.messages()).toMatchObject([{ type: 4 }]);
  });

  it('stays if it is put back while the reconciler waits for it', async () => {
    const key = `commented:${await commented()}:${ada!.id}`;
    await sql(`update message set receiver_id = $1 where dedupe_key = $2`, [cleo!.id, key]);
    const whole = [ada!.id, (await community.member('dora')).id];
    await asOwner(await workerCluster(), async (client: pg.Client) => {
      await client.query(`set search_path = ${community.tenant.schema}`);
      await client.query('begin');
      await client.query('update message set receiver_id = $1 where dedupe_key = $2', [ada!.id, key]);
      const mending = mend();
      await untilSomebodyWaits(client);
      await client.query('commit');
      expect(await mending).toMatchObject({ checked: 2, repaired: 0 });
    });
    expect(await boxes()).toEqual(whole);
  });

  async function mend() {
    const tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    return tenantScope.run(tenant, () =>
      community.app.get(TenantDatabase).transaction(() => community.app.get(AstrayNoticesReconciler).mend(0)),
    );
  }

  async function untilSomebodyWaits(client: pg.Client): Promise<void> {
    const waiting = 'select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))';
    for (let looks = 0; (await client.query(waiting)).rowCount === 0; looks += 1) {
      if (looks > 1_000) throw new Error('Nobody waits.');
      await pause(5);
    }
  }
});
