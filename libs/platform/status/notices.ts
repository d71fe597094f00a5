import type { Id } from '#kernel/database';
import type { Locale } from '#kernel/i18n';
import type { Affects } from './affects.js';

/** The same in each language. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}
export const wordsIn = ({ zh, en }: Words, locale: Locale): string => (locale === 'zh-CN' ? zh : en);

export const impacts = ['degraded', 'outage'] as const;
export type Impact = (typeof impacts)[number];
export const incidentStates = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type IncidentState = (typeof incidentStates)[number];
export const audiences = ['administrators', 'everyone'] as const;
export type NoticeAudience = (typeof audiences)[number];

export interface IncidentUpdate {
  readonly state: IncidentState;
  readonly text: Words;
  readonly at: Date;
}

export interface Incident {
  readonly id: Id;
  readonly title: Words;
  readonly impact: Impact;
  readonly state: IncidentState;
  readonly affects: Affects;
  readonly startedAt: Date;
  readonly resolvedAt: Date | null;
  /** The newest first. */
  readonly updates: readonly IncidentUpdate[];
}

export interface Maintenance {
  readonly id: Id;
  readonly title: Words;
  readonly text: Words;
  readonly affects: Affects;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Why it was not announced a day ahead. */
  readonly emergency: string | null;
  readonly cancelledAt: Date | null;
  readonly announcedAt: Date;
}

export interface Announcement {
  readonly id: Id;
  readonly text: Words;
  readonly affects: Affects;
  readonly audience: NoticeAudience;
  readonly until: Date;
  readonly announcedAt: Date;
}

/** All that is said now, and of the last 90 days. */
export interface Board {
  readonly incidents: readonly Incident[];
  readonly maintenances: readonly Maintenance[];
  readonly announcements: readonly Announcement[];
}

export type MaintenancePhase = 'planned' | 'running' | 'over' | 'cancelled';

export function phaseOf({ startsAt, endsAt, cancelledAt }: Maintenance, now: Date): MaintenancePhase {
  if (cancelledAt) return 'cancelled';
  if (now >= endsAt) return 'over';
  return now >= startsAt ? 'running' : 'planned';
}
