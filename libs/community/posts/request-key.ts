import { createHash } from 'node:crypto';
import { AppError } from '#kernel/http';

/** Within this, the same again is a second click and not a second post. */
const click = 5;
const day = 24 * 60 * 60;
const half = 16;

/** By what a request is known when it comes again, and for how many seconds. The first half of the 32 bytes names it. */
export interface RequestKey {
  readonly hash: Buffer;
  readonly seconds: number;
}

/** Of the header Idempotency-Key, if there is one, or else of what the request says, read already. */
export function requestKeyOf(idempotencyKey: string | undefined, said: object): RequestKey {
  const body = hashOf(`body:${JSON.stringify(said)}`);
  if (!idempotencyKey) return { hash: body, seconds: click };
  const name = hashOf(`key:${idempotencyKey}`);
  return { hash: Buffer.concat([name.subarray(0, half), body.subarray(0, half)]), seconds: day };
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Whether the row, a post or comment, is what a request of this name has made for its author; needs their requests to
 * take turns. `saysTheSameSql` tells whether it was made by the very same.
 */
export const sameRequestSql = (
  row: string,
  { author, hash, seconds }: Record<'author' | 'hash' | 'seconds', string>,
) => {
  const name = `substr(${hash}::bytea, 1, ${half})`;
  return `${row}.author_id = ${author}
   and ${row}.request_key between ${name} and ${name} || '\\x${'ff'.repeat(half)}'::bytea
   and ${row}.created_at > now() - make_interval(secs => ${seconds})`;
};

export const saysTheSameSql = (row: string, hash: string): string =>
  `${row}.request_key is not distinct from ${hash} as "saysTheSame"`;

/** Refuses a key that has named a request which said something else. */
export function refuseReusedKey({ saysTheSame }: { readonly saysTheSame: boolean }): void {
  if (!saysTheSame) throw new AppError('request.key-reused');
}
