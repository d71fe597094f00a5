import { type ShellTexts, shellTexts } from './shell.texts.js';

/** What a page says once of what was just done. */
export type Said = keyof ShellTexts['said'];
export const isSaid = (name: string): name is Said => Object.hasOwn(shellTexts.en.said, name);
