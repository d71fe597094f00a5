import type { PostView } from './views.js';

/** Parts made of one view: a post is shown in two languages at most times, and its age changes by and by. */
const mostParts = 6;

/** Views that stay as they are, with the parts of pages that were made of each. They go with the view. */
const parts = new WeakMap<object, Map<string, Buffer>>();

/** Says that this view is the same object for as long as what it shows is the same, so that parts may be kept by it. */
export function lasting(view: PostView): PostView {
  parts.set(view, new Map());
  return view;
}

/** The part of a lasting view, made once; null for a view that is none. `key`: whatever else it is made of. */
export function partOf(view: object, key: () => string, make: () => Buffer): Buffer | null {
  const known = parts.get(view);
  if (!known) return null;
  const name = key();
  const html = known.get(name) ?? make();
  known.delete(name); // to be the latest again
  known.set(name, html);
  if (known.size > mostParts) known.delete(known.keys().next().value!);
  return html;
}
