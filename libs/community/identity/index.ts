export type { Member, Viewer } from './member.js';
