import { Injectable } from '@nestjs/common';
import type { ClusterDatabase } from '#kernel/database';
import { fillTask, mirrorKey, mirrorTask } from './mirror.events.js';
import { changedRolesSql, fromTheBeginning } from './search-changes.repository.js';
import { isOpenFill } from './search-fills.repository.js';
import { sharedHome } from './search-run.js';

/** Changes that lie for so long have no task, or one that ended while the store was away. */
const leftAfter = `interval '2 seconds'`;
/** So many tasks are added at a time. */
const most = 1_000;

const hasTask = (role: string, kind: string, key: string): string =>
  `exists (select from jobs.task t
            where t.kind = '${kind}' and t.tenant_role = ${role} and t.key = ${key} and t.state <> 'dead')`;

/** What the keeper does about all tenants of a cluster at once. */
@Injectable()
export class MirrorUpkeepRepository {
  /** Who has no place in the store gets one; nobody has one in an index that nothing stands for, nor who is gone. */
  async place(database: ClusterDatabase): Promise<void> {
    await database.query(
      `update cluster.search_fill f set index_name = h.index_name, ${fromTheBeginning} from cluster.search_home h
        where h.home = f.home and f.is_serving and f.index_name <> h.index_name and f.index_name is distinct from h.next_name
          and not exists (select from cluster.search_fill o
                           where o.tenant_role = f.tenant_role and o.index_name = h.index_name)`,
    );
    await database.query(
      `delete from cluster.search_fill f
        where not exists (select from cluster.search_home h
                           where h.home = f.home and (f.index_name = h.index_name or f.index_name = h.next_name))
           or not exists (select from cluster.tenant_schema s where s.role = f.tenant_role)`,
    );
    await database.query(
      `insert into cluster.search_fill as known (tenant_role, index_name, home, is_serving)
       select s.role, h.index_name, h.home, true from cluster.tenant_schema s join cluster.search_home h on h.home = $1
        where not exists (select from cluster.search_fill f where f.tenant_role = s.role and f.is_serving)
       on conflict (tenant_role, index_name) do update set is_serving = true`,
      [sharedHome(database.name)],
    );
  }

  /** Changes that lie there are sent, or forgotten with their tenant, and open fills go on. */
  async addTasks(database: ClusterDatabase): Promise<void> {
    await database.query(
      `with recursive ${changedRolesSql},
       forgotten as (
         delete from cluster.search_change g using changed c
          where g.tenant_role = c.tenant_role
            and not exists (select from cluster.tenant_schema s where s.role = c.tenant_role)),
       sending as (
         insert into jobs.task (tenant_role, kind, class, key)
         select c.tenant_role, '${mirrorTask}', 'index', '${mirrorKey}'
           from changed c join cluster.tenant_schema s on s.role = c.tenant_role
          where c.changed_at < now() - ${leftAfter} and not ${hasTask('c.tenant_role', mirrorTask, `'${mirrorKey}'`)}
          limit ${most})
       insert into jobs.task (tenant_role, kind, class, key, payload)
       select f.tenant_role, '${fillTask}', 'maintenance', f.index_name, jsonb_build_object('index', f.index_name)
         from cluster.search_fill f join cluster.tenant_schema s on s.role = f.tenant_role
        where ${isOpenFill} and not ${hasTask('f.tenant_role', fillTask, 'f.index_name')}
        limit ${most}`,
    );
  }

  /** Whether something is under way that the keeper has to go on with. */
  async isUnderWay(database: ClusterDatabase): Promise<boolean> {
    const [row] = await database.query<{ isOpen: boolean }>(
      `select exists (select from cluster.search_fill where ${isOpenFill})
              or exists (select from cluster.search_home where uuid = '' or next_name is not null)
              or exists (select from cluster.search_run where finished_at is null and home is not null) as "isOpen"`,
    );
    return row!.isOpen;
  }
}
