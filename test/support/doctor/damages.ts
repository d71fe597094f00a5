import { counterDamages } from './counter-damages.js';
import type { Damage } from './damage.js';
import { mediaDamages } from './media-damages.js';
import { messageDamages } from './message-damages.js';
import { searchDamages } from './search-damages.js';
import { taskDamages } from './task-damages.js';

export type { Damage } from './damage.js';
export { deploymentDamages } from './task-damages.js';

/** At least one for each column or table that is derived, each found in one row. */
export const damages: readonly Damage[] = [
  ...counterDamages,
  ...searchDamages,
  ...messageDamages,
  ...mediaDamages,
  ...taskDamages,
];
