export { limitsSql } from './plan-limits.queries.js';
export { isPlanName, planNameRule, readLimits } from './plan.js';
export { planViewOf } from './plan-views.js';
export { PlanView } from './plans.dto.js';
export { PlanNotFound } from './plans.errors.js';
export { PlansModule } from './plans.module.js';
export { PlansService } from './plans.service.js';
