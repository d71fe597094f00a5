/** How long an administrator has to answer. */
export const daysToAnswer = 7;
export const mostMinutes = 480;
/** So long may the link be used by which the operator enters. */
export const linkMinutes = 5;

export type SupportState = 'asked' | 'granted' | 'closed';
/** How it came to its end; `lapsed`: its time was over. */
export type SupportEnd = 'refused' | 'withdrawn' | 'ended' | 'lapsed';

/** That an operator may look at a community: asked for, granted by an administrator of it, and over. */
export interface SupportAccess {
  readonly id: number;
  readonly tenantId: number;
  readonly operatorId: number;
  readonly operator: string;
  readonly reason: string;
  readonly minutes: number;
  readonly state: SupportState;
  readonly askedAt: Date;
  readonly grantedAt: Date | null;
  /** Username of who has consented. */
  readonly grantedBy: string | null;
  /** Until when the operator may look. */
  readonly endsAt: Date | null;
  readonly enteredAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedAs: SupportEnd | null;
  readonly closedBy: string | null;
}
