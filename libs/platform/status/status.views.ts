import type { Announcement, Incident, Maintenance } from './notices.js';
import { phaseOf } from './notices.js';
import type { AnnouncementView, IncidentView, MaintenanceView } from './status.dto.js';

export const incidentView = ({ startedAt, resolvedAt, ...incident }: Incident): IncidentView => ({
  ...incident,
  started_at: startedAt,
  resolved_at: resolvedAt,
});

export function maintenanceView(one: Maintenance, now: Date): MaintenanceView {
  const { id, title, text, affects, startsAt, endsAt, emergency, announcedAt } = one;
  return {
    id,
    title,
    text,
    state: phaseOf(one, now),
    affects,
    starts_at: startsAt,
    ends_at: endsAt,
    emergency,
    announced_at: announcedAt,
  };
}

export const announcementView = ({ announcedAt, ...announcement }: Announcement): AnnouncementView => ({
  ...announcement,
  announced_at: announcedAt,
});
