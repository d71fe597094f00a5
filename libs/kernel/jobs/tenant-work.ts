import type { Tenant } from '#kernel/scope';
import { availabilityOf } from '#kernel/tenancy';

/** Whether tasks of the community run now; else they wait. */
export const isAtWork = ({ state }: Tenant): boolean => !['later', 'absent'].includes(availabilityOf(state));
