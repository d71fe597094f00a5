/** What an operator has to mend: a wrong key, no bucket, a store that does not answer. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable';
}
