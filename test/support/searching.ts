import type { Id } from '#kernel/database';
import type { Data, Person } from './person.js';

/** An answer of `GET /v1/search`, or of `GET /v1/posts` with words. */
export interface FoundPage {
  readonly ids: Id[];
  readonly total: number;
  readonly data: Data;
}

/** With what is asked as it stands: nobody escapes it before. */
export async function searches(
  person: Person,
  asked: Readonly<Record<string, string | number>>,
  path = '/v1/search',
): Promise<FoundPage> {
  const query = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]));
  const data = await person.get(`${path}?${query}`);
  const { list, pager } = data as { list: { id: Id }[]; pager: { total_rows: number } };
  return { ids: list.map(({ id }) => id), total: pager.total_rows, data };
}
