import type { Refusal } from '../cases.js';

/** Names and numbers that nobody has here. */
export const nobody: Refusal = { status: 404, code: 20021 };
export const noFriend: Refusal = { status: 404, code: 80002 };
export const noPost: Refusal = { status: 404, code: 30003 };
export const noAttachment: Refusal = { status: 404, code: 30007 };
/** Passed over: the answer is that of a list in which nothing is found, or of a mention that means nobody. */
export const nothing: Refusal = { status: 200, code: 0 };
