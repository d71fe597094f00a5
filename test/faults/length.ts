/** `short` in `npm test`, `part` where all faults run one after the other, `full` where one is named. */
export type Length = 'short' | 'part' | 'full';

const given = process.env['FAULT_LENGTH'];
export const length: Length = given === 'full' || given === 'part' ? given : 'short';

/** What a fault runs with, by the length that it is to have. */
export const byLength = <T>(choices: Readonly<Record<Length, T>>): T => choices[length];

/** The longest that one test of a fault may take; a short one is much faster on a machine that does nothing else. */
export const mostMs = byLength({ short: 180_000, part: 240_000, full: 1_800_000 });
