import type { AffinePool } from '#kernel/database';
import { scope, type Tenant } from '#kernel/scope';

export interface RestingPlace {
  readonly role: string;
  readonly path: string;
}

/**
 * As whom the connections of a pool wait for their next unit of work, and where they would look for tables. One after
 * the other, by the connection that a tenant of this number keeps to: whoever held all at once would lock others out.
 */
export async function restingPlaces(pool: AffinePool, size: number): Promise<RestingPlace[]> {
  const places: RestingPlace[] = [];
  for (let id = 0; id < size; id += 1) {
    const { client, release } = await scope.run({ tenant: { id } as Tenant }, () => pool.acquire());
    try {
      const { rows } = await client.query<RestingPlace>(
        `select current_user as role, replace(current_setting('search_path'), '""', '') as path`,
      );
      places.push(rows[0]!);
    } finally {
      release();
    }
  }
  return places;
}
