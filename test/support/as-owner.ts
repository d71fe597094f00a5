import type pg from 'pg';
import { withOwnerConnection } from '#kernel/database';

/** Work on a cluster as its login, who sees every schema: for looking behind the application's back. */
export const asOwner = <T>({ url }: { url: string }, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withOwnerConnection(url, work);
