import { createHook } from 'node:async_hooks';

let kept: object | undefined;

/**
 * Node describes each `process.nextTick` by an object while anything uses an AsyncLocalStorage, and V8 writes its computed
 * keys the fast way as long as all of them are of one shape. When a collection of garbage finds none of these objects, their
 * shape is gone; those that come next have another one, and from then on each takes the slow way, for as long as the process
 * lives: a tenth of all that an answer from memory takes. One object that is never given up keeps the shape.
 */
export function keepTickShape(): void {
  if (kept) return;
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (type !== 'TickObject') return;
      kept = resource;
      hook.disable();
    },
  }).enable();
  process.nextTick(() => undefined);
}

/** For tests: whether there was such an object. */
export const isTickShapeKept = (): boolean => kept !== undefined;
