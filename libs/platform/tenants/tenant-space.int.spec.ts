import { PlatformDatabase } from '#kernel/database';
import { asOwner } from '../../../test/support/as-owner.js';
import { communityOf } from '../../../test/support/use-community.js';
import { StoredFiles } from '../../../test/support/stored-files.js';
import { newSlug, usePlatform } from '../../../test/support/use-platform.js';
import { workerCluster } from '../../../test/support/worker-cluster.js';

const owner = { username: 'camellia', password: 'green and black' };

describe('what the files of a community take', () => {
  const platform = usePlatform();
  const make = async () => (await platform.admin.creates({ slug: newSlug(), name: 'The tea room', owner })).body.id;
  const usage = (id: number) => platform.admin.get(`/tenants/${id}/usage`);
  const query = async <Row>(sql: string, id: number) =>
    (await platform.app.get(PlatformDatabase).query<Row & Record<string, unknown>>(sql, [id]))[0]!;

  async function filesOf(id: number): Promise<StoredFiles> {
    const place = await query<{ slug: string; role: string; schema: string }>(
      'select slug, role, schema from platform.tenant where id = $1',
      id,
    );
    const tenant = { ...place, id, host: `${place.slug}.localhost` };
    return new StoredFiles(communityOf(platform.api, tenant as never));
  }

  it('is told with the members who have the most, and of no other community', async () => {
    const [id, other] = [await make(), await make()];
    const files = await filesOf(id);
    const member = async (name: string) => {
      const [row] = await files.sql<{ id: number }>(
        'insert into member (username, nickname) values ($1, $1) returning id',
        [name],
      );
      return row!.id;
    };
    const [ada, bob] = [await member('ada'), await member('bob')];
    await files.make(ada);
    for (let count = 0; count < 2; count += 1) await files.make(bob, { variants: ['feed.webp'] });
    for (let number = 1; number <= 20; number += 1) await files.make(await member(`m${number}`));
    const { status, body } = await usage(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ files: 23, bytes: 125, quota: 10_240 * 1024 * 1024 });
    const members = body['members'] as object[];
    expect(members).toHaveLength(20);
    expect(members.slice(0, 2)).toEqual([
      { id: bob, username: 'bob', files: 2, bytes: 20 },
      { id: ada, username: 'ada', files: 1, bytes: 5 },
    ]);
    expect((await usage(other)).body).toMatchObject({ files: 0, bytes: 0, members: [] });
  });

  it('is told in every state, and nothing is left of one that is gone', async () => {
    const id = await make();
    const files = await filesOf(id);
    await files.make(1);
    await platform.admin.post(`/tenants/${id}/suspend`);
    expect((await usage(id)).body).toMatchObject({ files: 1, bytes: 5 });
    await query(`update platform.tenant set state = 'deleted' where id = $1`, id);
    expect((await usage(id)).body).toMatchObject({ files: 0, bytes: 0, members: [] });
    for (const unknown of ['0', 'x', '999999999']) {
      const { status, body } = await platform.admin.get(`/tenants/${unknown}/usage`);
      expect([status, body.error]).toEqual([404, 'tenant.not-found']);
    }
  });

  it('cannot be told while its schema is behind', async () => {
    const id = await make();
    const { schema } = await query<{ schema: string }>('select schema from platform.tenant where id = $1', id);
    await asOwner(await workerCluster(), (client) => client.query(`drop table ${schema}.media_usage`));
    const { status, body } = await usage(id);
    expect([status, body.error]).toEqual([409, 'tenant.state-conflict']);
  });
});
