import { InvalidRequest } from '#kernel/http';
import type { TenantState } from '#kernel/scope';
import { tenantStates } from './tenants.dto.js';

/** Null when none is asked for. */
export function tenantStateOf(given: unknown): TenantState | null {
  if (given === undefined || given === '') return null;
  const state = tenantStates.find((known) => known === given);
  if (!state) throw new InvalidRequest([`state must be one of ${tenantStates.join(', ')}`]);
  return state;
}
