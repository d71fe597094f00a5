import type { TenantState } from '#kernel/scope';

/** What a community in this state answers: all, reads only, "come back later", or as if it did not exist. */
export type Availability = 'open' | 'read-only' | 'later' | 'absent';

const availability: Record<TenantState, Availability> = {
  provisioning: 'later',
  active: 'open',
  read_only: 'read-only',
  suspended: 'later',
  archived: 'absent',
  deleting: 'absent',
  deleted: 'absent',
  failed: 'absent',
};

/** The one rule by which a tenant's state decides, on every surface. */
export const availabilityOf = (state: TenantState): Availability => availability[state];
