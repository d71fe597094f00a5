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

export interface ListedObject {
  readonly key: string;
  readonly size: number;
  readonly changedAt: Date;
}

/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** A part of an object that is brought in several requests, from any process. */
export interface ObjectPart {
  /** From 1. */
  readonly number: number;
  readonly etag: string;
}

/** What a form has to be like that brings an object straight to the store. */
export interface FormRules {
  readonly type: string;
  readonly largest: number;
  readonly seconds: number;
}

/** `file` comes last in the form, behind these fields. */
export interface SignedForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** How whoever follows a signed address is given the object. */
export interface SignedReading {
  readonly seconds: number;
  /** Offered for saving under this name; else shown. Letters, digits, `.`, `-` and `_` only. */
  readonly saveAs?: string;
}

/** All but the last part of an object have at least so many bytes. */
export const smallestPart = 5 * 1024 * 1024;

/**
 * Where bytes are kept, by key. It knows no tenants: rooms use TenantObjects, which puts the tenant before each key.
 * A key is never the folder of another one.
 */
export abstract class ObjectStore {
  /** Where it keeps them, in words for an operator. */
  abstract readonly place: string;
  /** Signed forms and addresses lead to this server, because the store answers no browser itself. */
  abstract readonly needsDoor: boolean;
  /** Throws when it cannot be used, and says what to do about it. */
  abstract check(): Promise<void>;

  /** Replaces what was there; readers see the old object or the new one, never a part. Never holds all of it in memory. */
  abstract put(key: string, content: Uint8Array | Readable, about: { type: string }): Promise<void>;
  abstract find(key: string): Promise<ObjectInfo | null>;
  abstract open(key: string, range?: ByteRange): Promise<OpenObject | null>;
  /** Another object of the same bytes and type, made by the store itself; false when there is none to copy. */
  abstract copy(from: string, to: string): Promise<boolean>;
  /** Also those that are gone already. */
  abstract remove(...keys: readonly string[]): Promise<void>;
  /** What begins with `prefix`, in no promised order. */
  abstract list(prefix: string): AsyncIterable<ListedObject>;

  /** Answers an id, by which parts are brought; nothing is there under `key` before `completeParts`. */
  abstract beginParts(key: string, about: { type: string }): Promise<string>;
  /** Replaces a part of the same number. */
  abstract putPart(key: string, id: string, number: number, content: Uint8Array): Promise<ObjectPart>;
  abstract completeParts(key: string, id: string, parts: readonly ObjectPart[]): Promise<void>;
  /** Nothing is left of the parts; also when there are none, or they are completed. */
  abstract abortParts(key: string, id: string): Promise<void>;
  /** Ids and keys of what was begun below `prefix` and neither completed nor aborted. */
  abstract listBegun(
    prefix: string,
  ): AsyncIterable<{ readonly key: string; readonly id: string; readonly begunAt: Date }>;

  /** For a browser that brings an object itself: a POST of multipart/form-data. `origin`: of the community, for drivers that let the server take it. */
  abstract signForm(key: string, rules: FormRules, origin: string): Promise<SignedForm>;
  /** By which anybody may GET the object for a while. */
  abstract signReading(key: string, reading: SignedReading, origin: string): Promise<string>;
}
