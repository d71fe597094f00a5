import type { PlatformDatabase, TenantDatabase } from '#kernel/database';

export interface Finding {
  readonly tenant: string | null;
  readonly kind: 'counter' | 'task' | 'schema';
  readonly what: string;
  readonly checked: number;
  readonly differences: number;
}

type Row = Finding & Record<string, unknown>;

/** A counter of `table` compared with the rows that it counts; a row that is deleted counts nothing any more. */
interface Counter {
  readonly table: 'post' | 'comment' | 'member' | 'topic';
  readonly column: string;
  /** Rows `(id, count)`. */
  readonly counted: string;
  /** The rows of `table` that are looked at, where not all of them are. */
  readonly where?: string;
}

const counters: readonly Counter[] = [
  {
    table: 'post',
    column: 'comment_count',
    counted: 'select post_id as id, count(*) from comment where deleted_at is null group by 1',
  },
  { table: 'post', column: 'star_count', counted: 'select post_id as id, count(*) from post_star group by 1' },
  {
    table: 'post',
    column: 'collection_count',
    counted: 'select post_id as id, count(*) from post_collection group by 1',
  },
  {
    table: 'post',
    column: 'share_count',
    counted: 'select quoted_id as id, count(*) from post where quoted_id is not null and deleted_at is null group by 1',
  },
  { table: 'post', column: 'edit_count', counted: 'select post_id as id, count(*) from post_revision group by 1' },
  {
    table: 'topic',
    column: 'quote_count',
    where: 'true',
    counted: 'select topic_id as id, count(*) from post_topic group by 1',
  },
  {
    table: 'member',
    column: 'balance',
    where: 'true',
    counted: 'select member_id as id, sum(amount)::bigint as count from ledger_entry group by 1',
  },
  {
    table: 'comment',
    column: 'reply_count',
    counted: 'select parent_id as id, count(*) from comment where deleted_at is null group by 1',
  },
  {
    table: 'comment',
    column: 'up_count',
    counted: 'select comment_id as id, count(*) from comment_vote where vote = 1 group by 1',
  },
  {
    table: 'comment',
    column: 'down_count',
    counted: 'select comment_id as id, count(*) from comment_vote where vote = -1 group by 1',
  },
  {
    table: 'member',
    column: 'post_count',
    counted: 'select author_id as id, count(*) from post where deleted_at is null group by 1',
  },
  {
    table: 'member',
    column: 'follow_count',
    counted: `select member_id as id, count(*) from relation where kind = 'follow' group by 1`,
  },
  {
    table: 'member',
    column: 'follower_count',
    counted: `select other_id as id, count(*) from relation where kind = 'follow' group by 1`,
  },
];

const comparison = ({ table, column, counted, where = 'deleted_at is null' }: Counter): string => `
  select '${table}.${column}' as what, count(*) as checked,
         count(*) filter (where ${column} <> coalesce(c.count, 0)) as differences
    from ${table} left join (${counted}) c using (id) where ${where}`;

/** What `doctor` reads. */
export class DoctorQueries {
  constructor(
    private readonly platform: PlatformDatabase,
    private readonly tenants: TenantDatabase,
  ) {}

  /** One statement, in the scope of the community. */
  async counters(slug: string): Promise<Finding[]> {
    return this.tenants.query<Row>(
      `select $1::text as tenant, 'counter' as kind, * from (${counters.map(comparison).join(' union all ')}) as compared`,
      [slug],
    );
  }

  async deadTasks(): Promise<Finding[]> {
    return this.platform.query<Row>(
      `select t.slug as tenant, 'task' as kind, 'dead tasks ' || task.kind as what, count(*) as checked, count(*) as differences
         from jobs.task left join platform.tenant t on t.role = task.tenant_role
        where task.state = 'dead' group by 1, 3
       union all
       select null, 'task', 'tasks', count(*), 0 from jobs.task where state <> 'dead'`,
    );
  }

  /** Communities whose schema is missing or behind, and schemas of no community. */
  async schemas(latest: number): Promise<Finding[]> {
    return this.platform.query<Row>(
      `select t.slug as tenant, 'schema' as kind,
              case when t.id is null then 'schema of no community: ' || s.schema
                   when s.schema is null then 'no schema' else 'behind: at migration ' || s.version end as what,
              1 as checked,
              (t.id is null or s.schema is null or s.version < $1)::int as differences
         from (select * from platform.tenant where state not in ('provisioning', 'deleted', 'failed')) t
         full join cluster.tenant_schema s using (role)
        where s.role is null or not exists (
          select from platform.tenant being_made where being_made.role = s.role and being_made.state = 'provisioning')`,
      [latest],
    );
  }

  async rolesAt(version: number): Promise<string[]> {
    const rows = await this.platform.query<{ role: string }>(
      'select role from cluster.tenant_schema where version = $1 order by role',
      [version],
    );
    return rows.map(({ role }) => role);
  }
}
