import { memberPassword, type Stage } from '../stage/stage.js';
import { usernameOf } from './community.js';
import type { ReadCommunity } from './big-community.js';

/** Somebody who is signed in. */
export interface SignedIn {
  readonly id: number;
  readonly authorization: string;
  readonly follows: ReadonlySet<number>;
}

/** Those members, whoever they follow. */
export async function signIn(
  stage: Stage,
  { host, schema }: ReadCommunity,
  ids: readonly number[],
): Promise<SignedIn[]> {
  const rows = await stage.postgres.query<{ id: number; follows: number[] }>(
    `select m.id::int4 as id, array(select other_id::int4 from ${schema}.relation r where r.member_id = m.id and r.kind = 'follow') as follows
       from ${schema}.member m where m.id = any($1) order by m.id`,
    [ids],
  );
  const members: SignedIn[] = [];
  for (const { id, follows } of rows) {
    const body = { username: usernameOf(id), password: memberPassword };
    const call = { host, path: '/v1/auth/login', method: 'POST' as const, body };
    const { token } = await stage.client.data<{ token: string }>(call);
    members.push({ id, authorization: `Bearer ${token}`, follows: new Set(follows) });
  }
  return members;
}
