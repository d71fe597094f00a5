import { PlatformDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { usePlatform } from '../../../test/support/use-platform.js';

describe('operations that have ended', () => {
  const platform = usePlatform();
  const sql = (text: string, values: unknown[] = []) => platform.app.get(PlatformDatabase).query(text, values);

  it('go after a month, with the key of the request that wanted them; none that still runs does', async () => {
    const add = async (state: string, ago: string): Promise<number> => {
      const [row] = await sql(
        `insert into platform.operation (kind, state, updated_at, lease_until)
         values ('provision', $1, now() - $2::interval, now() + interval '1 day') returning id`,
        [state, ago],
      );
      return row!['id'] as number;
    };
    const [operator] = await sql(`insert into platform.operator (name, role) values ('remover', 'admin') returning id`);
    const ended = await add('succeeded', '31 days');
    const failed = await add('failed', '31 days');
    const young = await add('succeeded', '29 days');
    const running = await add('running', '31 days');
    const all = [ended, failed, young, running];
    await sql(
      `insert into platform.idempotency_key (operator_id, key, request_hash, operation_id)
       select $1, 'key ' || id, '', id from unnest($2::bigint[]) id`,
      [operator!['id'], all],
    );
    await platform.app.get(Dispatcher).settle();
    await sql(`insert into jobs.task (kind, class, key)
               select kind, class, 'schedule' from jobs.schedule
                where kind = 'provisioning.remove-old-operations' and not is_per_tenant`);
    await platform.app.get(Dispatcher).settle();
    const left = async (column: string, table: string) =>
      (await sql(`select ${column} as id from platform.${table} where ${column} = any($1) order by 1`, [all])).map(
        ({ id }) => id as number,
      );
    expect(await left('id', 'operation')).toEqual([young, running]);
    expect(await left('operation_id', 'idempotency_key')).toEqual([young, running]);
    await sql('delete from platform.operation where id = any($1)', [all]);
  });
});
