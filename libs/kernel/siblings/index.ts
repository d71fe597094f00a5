export { type FromSibling, isOfSiblings, type SiblingChannel, type ToSibling } from './sibling-messages.js';
export { SiblingRelay } from './sibling-relay.js';
export { Siblings } from './siblings.js';
export { SiblingsModule } from './siblings.module.js';
