import { createHash } from 'node:crypto';

/** Within this, the same again is a second click and not a second post. */
const click = 5;
const day = 24 * 60 * 60;

/** By what a request is known when it comes again, and for how many seconds. */
export interface RequestKey {
  readonly hash: Buffer;
  readonly seconds: number;
}

/** Of the header Idempotency-Key, if there is one, or else of what the request says, read already. */
export function requestKeyOf(idempotencyKey: string | undefined, said: object): RequestKey {
  if (idempotencyKey) return { hash: hashOf(`key:${idempotencyKey}`), seconds: day };
  return { hash: hashOf(`body:${JSON.stringify(said)}`), seconds: click };
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether the row, a post or comment, is what the same request of its author has made; needs their requests to take turns. */
export const sameRequestSql = (row: string, { author, hash, seconds }: Record<'author' | 'hash' | 'seconds', string>) =>
  `${row}.author_id = ${author} and ${row}.request_key = ${hash}
   and ${row}.created_at > now() - make_interval(secs => ${seconds})`;
