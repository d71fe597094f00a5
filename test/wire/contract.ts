import type { Wire } from './wire.js';

/** The contract of some routes: registers its tests, which use the wire once it is open. */
export type Contract = (wire: () => Wire) => void;

/** 400, for requests without the documented form. */
export const invalid = { status: 400, code: 10001, error: 'request.invalid' } as const;
export const signIn = { status: 401, code: 10005, error: 'auth.token-invalid' } as const;
export const banned = { status: 403, code: 20006, error: 'member.banned' } as const;
export const forbidden = { status: 403, code: 20007, error: 'member.forbidden' } as const;
export const noPost = { status: 404, code: 30003, error: 'post.not-found' } as const;
export const noMember = { status: 404, code: 20021, error: 'member.not-found' } as const;
export const notAdministrator = { status: 403, code: 20022, error: 'member.not-administrator' } as const;
export const keyReused = { status: 422, code: 100009, error: 'request.key-reused' } as const;
export const featureOff = { status: 403, code: 110001, error: 'site.feature-off' } as const;
