import { createTenant } from './platform.js';
import { memberPassword, type Stage } from './stage.js';

interface Shape {
  readonly table: string;
  readonly reply: boolean;
  /** Keys of its first block and columns that hold something, one list. */
  readonly filled: readonly string[];
}

/**
 * The generated rows have to look like those that the services write today: a community where members really post,
 * comment and reply is compared with the generated one. A difference ends the run, and is to be mended in bench/data.
 */
export async function refuseOtherShapes(stage: Stage, generated: string): Promise<void> {
  const written = await schemaOf(stage, await writtenByServices(stage));
  const [wanted, found] = await Promise.all([shapes(stage, written), shapes(stage, generated)]);
  const differing = wanted.filter((shape, index) => JSON.stringify(shape) !== JSON.stringify(found[index]));
  if (differing.length === 0) return;
  throw new Error(
    `The data set is not what the services write: ${JSON.stringify(differing)}, not ${JSON.stringify(found)}`,
  );
}

async function writtenByServices(stage: Stage): Promise<number> {
  const { id, host } = await createTenant(stage, 'sample');
  const call = { host, method: 'POST' as const };
  const login = { username: 'owner', password: memberPassword };
  const { token } = await stage.client.data<{ token: string }>({ ...call, path: '/v1/auth/login', body: login });
  const send = (path: string, body: unknown): Promise<{ id: number }> =>
    stage.client.data({ ...call, path, body, headers: { authorization: `Bearer ${token}` } });
  const contents = [{ content: 'A post.', type: 2, sort: 100 }];
  const post = await send('/v1/post', { contents, tags: ['life'], users: [], visibility: 0 });
  const comment = await send('/v1/post/comment', { post_id: post.id, contents, users: [] });
  await send('/v1/post/comment/reply', { comment_id: comment.id, content: 'A reply.' });
  return id;
}

async function schemaOf(stage: Stage, id: number): Promise<string> {
  const [row] = await stage.postgres.query<{ schema: string }>('select schema from platform.tenant where id = $1', [
    id,
  ]);
  return row!.schema;
}

async function shapes(stage: Stage, schema: string): Promise<Shape[]> {
  const filled = (row: string): string => `array(
    select key from jsonb_object_keys(${row}.blocks -> 0) as key
    union all select 'column ' || key from jsonb_each(to_jsonb(${row})) where value <> 'null' order by 1)`;
  return stage.postgres.query<Shape & Record<string, unknown>>(
    `(select 'post' as "table", false as reply, ${filled('p')} as filled
        from ${schema}.post p where tags <> '{}' order by id limit 1)
     union all
     (select distinct on (parent_id is null) 'comment', parent_id is not null, ${filled('c')}
        from ${schema}.comment c order by parent_id is null, id)
     order by 1, 2`,
  );
}
