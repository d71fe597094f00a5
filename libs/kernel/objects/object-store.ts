import type { Readable } from 'node:stream';

export interface ObjectInfo {
  /** Bytes of the whole object. */
  readonly size: number;
  readonly type: string;
  /** Another one for other bytes; without quotes. */
  readonly etag: string;
}

export interface OpenObject extends ObjectInfo {
  /** The bytes asked for. Whoever opens it reads it to the end or destroys it. */
  readonly stream: Readable;
}

/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Where bytes are kept, by key. It knows no tenants: rooms use TenantObjects, which puts the tenant before each key.
 * A key is never the folder of another one.
 */
export abstract class ObjectStore {
  /** Replaces what was there; readers see the old object or the new one, never a part. */
  abstract put(key: string, content: Uint8Array | Readable, about: { type: string }): Promise<void>;
  abstract find(key: string): Promise<ObjectInfo | null>;
  abstract open(key: string, range?: ByteRange): Promise<OpenObject | null>;
  /** Also when it is gone already. */
  abstract remove(key: string): Promise<void>;
  /** The keys that begin with `prefix`, in no promised order. */
  abstract list(prefix: string): AsyncIterable<string>;
}
