import type pg from 'pg';
import { enterTenant, inTransaction, withOwnerConnection } from '#kernel/database';
import { usernameOf } from './community.js';
import { copyRows, type Row } from './copy.js';
import { type BenchTenant, makeTenants } from './tenants.js';

const request = { waiting: 1, accepted: 2 } as const;
const friendRequest = 5;
/** A task of this kind is one statement that changes one row: the message by which a member was asked to be a friend. */
export const friendAnswer = { kind: 'messages.show-friend-answer', class: 'notify' } as const;
const begun = new Date(Date.UTC(2026, 0, 31, 12));

interface Place extends BenchTenant {
  readonly role: string;
}

interface Pair {
  readonly from: number;
  readonly to: number;
}

interface Making {
  readonly url: string;
  readonly root: string;
  readonly tenants: number;
  /** In each community. */
  readonly pairs: number;
  readonly passwordHash: string;
}

/**
 * Communities in which every friend request has been accepted and no message shows it yet. The tasks that shall show it
 * are put into jobs.task as the outbox writes them, some of each community in turn; when all pairs have had their turn,
 * their messages wait again, and the tasks begin anew.
 */
export class FriendAnswers {
  /** Tasks added so far; so many changes of messages there have to be in the end. */
  added = 0;

  private constructor(
    private readonly url: string,
    private readonly places: readonly Place[],
    private readonly pairs: readonly Pair[],
  ) {}

  static async make({ url, root, tenants: count, pairs: wanted, passwordHash }: Making): Promise<FriendAnswers> {
    const tenants = await makeTenants({ url, root, count, passwordHash, progress: () => undefined });
    const pairs = pairsUpTo(wanted);
    return withOwnerConnection(url, async (client) => {
      const places = await rolesOf(client, tenants);
      await client.query('set synchronous_commit = off');
      for (const place of places) await inTransaction(client, () => fill(client, place, pairs, passwordHash));
      for (const { role } of places) await client.query(`vacuum (analyze) ${role}.message, ${role}.relation`);
      await client.query('checkpoint');
      return new FriendAnswers(url, places, pairs);
    });
  }

  /** Answers the moment at which all of them have become ready. */
  async add(count: number): Promise<number> {
    return withOwnerConnection(this.url, async (client) => {
      await this.letWait(client, count);
      const rows = Array.from({ length: count }, (_, index) => this.task(this.added + index));
      await inTransaction(client, () => copyRows(client, 'jobs.task', rows));
      this.added += count;
      return performance.now();
    });
  }

  /** How often a message was changed. */
  async countChanges(): Promise<number> {
    const sums = this.places.map(({ role }) => `select sum(revision - 1) as changes from ${role}.message`);
    return withOwnerConnection(this.url, async (client) => {
      const { rows } = await client.query<{ changes: number }>(
        `select sum(changes)::float8 as changes from (${sums.join(' union all ')}) each`,
      );
      return rows[0]!.changes;
    });
  }

  private task(number: number): Row {
    const place = this.places[number % this.places.length]!;
    const { from, to } = this.pair(Math.floor(number / this.places.length));
    return { tenant_role: place.role, ...friendAnswer, payload: { json: { memberId: to, otherId: from } } };
  }

  /** The messages of the next tasks, if they have been changed before. */
  private async letWait(client: pg.ClientBase, count: number): Promise<void> {
    const { length } = this.places;
    if (this.added + count <= length * this.pairs.length) return;
    const [first, last] = [Math.floor(this.added / length), Math.floor((this.added + count - 1) / length)];
    const keys = Array.from({ length: last - first + 1 }, (_, index) => keyOf(this.pair(first + index)));
    for (const { role } of this.places)
      await client.query(
        `update ${role}.message set reply_id = ${request.waiting} where dedupe_key = any($1) and reply_id = ${request.accepted}`,
        [keys],
      );
  }

  private pair(number: number): Pair {
    return this.pairs[number % this.pairs.length]!;
  }
}

const keyOf = ({ from, to }: Pair): string => `friend-requested:${from}:1:${to}`;

/** Of as few members as it takes: the first with none, the second with the first … */
function pairsUpTo(count: number): Pair[] {
  const pairs: Pair[] = [];
  for (let to = 2; pairs.length < count; to++)
    for (let from = 1; from < to && pairs.length < count; from++) pairs.push({ from, to });
  return pairs;
}

async function rolesOf(client: pg.ClientBase, tenants: readonly BenchTenant[]): Promise<Place[]> {
  const { rows } = await client.query<{ id: number; role: string }>(
    'select id::int4 as id, role from platform.tenant where id = any($1)',
    [tenants.map(({ id }) => id)],
  );
  const roles = new Map(rows.map(({ id, role }) => [id, role]));
  return tenants.map((tenant) => ({ ...tenant, role: roles.get(tenant.id)! }));
}

async function fill(client: pg.ClientBase, { role }: Place, pairs: readonly Pair[], hash: string): Promise<void> {
  await client.query(enterTenant({ role, schema: role }));
  const { rows } = await client.query<{ members: number }>('select max(id)::int as members from member');
  const [known, needed] = [rows[0]!.members, pairs.at(-1)!.to];
  await copyRows(client, 'member', membersOf(known + 1, needed, hash));
  await copyRows(client, 'relation', pairs.map(relationOf));
  await copyRows(client, 'message', pairs.map(messageOf));
  await client.query('reset role');
}

const membersOf = (first: number, last: number, hash: string): Row[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const id = first + index;
    return { id, username: usernameOf(id), nickname: usernameOf(id), password_hash: hash, created_at: begun };
  });

const relationOf = ({ from, to }: Pair): Row => ({
  member_id: from,
  other_id: to,
  kind: 'request',
  state: request.accepted,
  round: 1,
  created_at: begun,
});

const messageOf = (pair: Pair): Row => ({
  receiver_id: pair.to,
  sender_id: pair.from,
  type: friendRequest,
  brief: '请求添加好友，并附言:',
  content: 'We met by the lake.',
  reply_id: request.waiting,
  dedupe_key: keyOf(pair),
  created_at: begun,
});
