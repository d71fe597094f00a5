export { limitsSql } from './plan-limits.queries.js';
export { readLimits } from './plan.js';
export { PlanView } from './plans.dto.js';
export { PlanNotFound } from './plans.errors.js';
export { PlansModule } from './plans.module.js';
export { PlansService } from './plans.service.js';
