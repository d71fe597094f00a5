export { ChildDied, type ChildEntry, type ChildLimits, LimitedChild } from './limited-child.js';
export { serveParent } from './serve-parent.js';
