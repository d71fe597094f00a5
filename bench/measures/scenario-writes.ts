import { say } from '../line.js';
import type { Acknowledged } from '../load/mix.js';
import type { BenchPostgres } from '../stage/postgres.js';
import type { Cast, ScenarioKind } from './scenario.js';

/**
 * Compares what was acknowledged with the rows that are there. Made with nobody writing and before the first of them,
 * because a star is taken back by the next one.
 */
export class WriteLedger {
  private constructor(
    private readonly postgres: BenchPostgres,
    private readonly cast: Cast,
    private readonly kinds: readonly ScenarioKind[],
    private readonly starsBefore: ReadonlySet<string>,
  ) {}

  static async begin(postgres: BenchPostgres, cast: Cast, kinds: readonly ScenarioKind[]): Promise<WriteLedger> {
    return new WriteLedger(postgres, cast, kinds, await starsIn(postgres, cast.schema));
  }

  /** How many of them are not there as they have to be, and how many counters do not agree with their rows. */
  async errors(acknowledged: readonly Acknowledged[]): Promise<number> {
    const of = (kind: string) => acknowledged.filter((one) => one.kind === kind);
    const lost = (await this.missing('post', of('post'))) + (await this.missing('comment', of('comment')));
    const stars = await this.wrongStars(of('star'));
    const drifted = await this.driftedCounters();
    const errors = lost + stars + drifted;
    if (errors)
      say(`  ${lost} writes and ${stars} stars are not as acknowledged, ${drifted} posts have wrong counters`);
    return errors;
  }

  /** Each was given an id of its own, and is there by it. */
  private async missing(table: 'post' | 'comment', acknowledged: readonly Acknowledged[]): Promise<number> {
    const { schema, writerIds } = this.cast;
    const ids = acknowledged.map(({ id }) => id ?? 0);
    const authors = acknowledged.map(({ writer }) => writerIds[writer]!);
    const [row] = await this.postgres.query<{ found: number }>(
      `select count(distinct t.id)::int as found from unnest($1::bigint[], $2::bigint[]) as said (id, author_id)
         join ${schema}.${table} t on t.id = said.id and t.author_id = said.author_id and t.deleted_at is null`,
      [ids, authors],
    );
    return acknowledged.length - row!.found;
  }

  /** An odd number of toggles turns a star over, in whichever order they came. */
  private async wrongStars(acknowledged: readonly Acknowledged[]): Promise<number> {
    const { schema, writerIds } = this.cast;
    const { targets } = this.kinds.find(({ name }) => name === 'star')!;
    const expected = new Set(this.starsBefore);
    for (const { target, writer } of acknowledged) {
      const { id } = JSON.parse(targets[target]!.body!) as { id: number };
      const star = `${id}:${writerIds[writer]!}`;
      if (!expected.delete(star)) expected.add(star);
    }
    const there = await starsIn(this.postgres, schema);
    const missing = [...expected].filter((star) => !there.has(star)).length;
    return missing + there.size - (expected.size - missing);
  }

  private async driftedCounters(): Promise<number> {
    const { schema } = this.cast;
    const [row] = await this.postgres.query<{ drifted: number }>(
      `select count(*)::int as drifted from ${schema}.post p
        where star_count <> (select count(*) from ${schema}.post_star s where s.post_id = p.id)
           or comment_count <> (select count(*) from ${schema}.comment c where c.post_id = p.id and c.deleted_at is null)`,
    );
    return row!.drifted;
  }
}

async function starsIn(postgres: BenchPostgres, schema: string): Promise<ReadonlySet<string>> {
  const rows = await postgres.query<{ star: string }>(
    `select post_id || ':' || member_id as star from ${schema}.post_star`,
  );
  return new Set(rows.map(({ star }) => star));
}
