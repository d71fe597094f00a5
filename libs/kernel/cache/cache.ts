import type { Sized } from './byte-cache.js';

/** A value that is told when it is not there any more, for whoever still has it. */
export interface Forgettable {
  forgotten(): void;
}

/**
 * What may be forgotten at any time. Every key begins with the tenant of the scope, put there inside the driver:
 * a room cannot forget it, and without a tenant there is no cache.
 */
export abstract class Cache {
  /** The value under `key`, loaded once however many ask at the same time. Errors are not remembered. */
  abstract get<T extends object>(key: string, secondsToLive: number, load: () => Promise<T>): Promise<T>;
  /** Without waiting; undefined when it is not there or too old. */
  abstract peek<T extends object>(key: string): T | undefined;
  abstract put<T extends object>(key: string, secondsToLive: number, value: T): void;
  /** What takes space, until that is needed for something used more: of CACHE_MEMORY, of which one tenant gets half at most. */
  abstract hold<T extends Sized>(key: string, value: T): void;
  abstract held<T extends Sized>(key: string): T | undefined;
  /** In this process only. */
  abstract drop(key: string): void;
  /** Whether there is room for anything that takes space. */
  abstract get holdsAny(): boolean;
  /** In this process at once; others are told soon after. Of what an open unit of work changes: `forgetAfterCommit`. */
  abstract forget(key: string): void;
  /** In the unit of work that changes what is remembered: forgotten as it has committed, and not if it is undone. */
  abstract forgetAfterCommit(key: string): void;
  /** Everything of a tenant that is gone, in all processes. Needs no scope, as `countOf`: how much this process has. */
  abstract forgetAll(tenant: { readonly id: number }): void;
  abstract countOf(tenant: { readonly id: number }): number;
  /** Whether this process is told what others forget. While it is not, nothing should live for more than a second. */
  abstract get hears(): boolean;
}
