import { PlansService } from '#platform/plans';
import type { Command } from '../command.js';
import { table } from '../table.js';
import { limitsText, planJson } from './plan-views.js';

export const planList: Command = {
  name: 'plan list',
  summary: 'What communities may use, by the name of the plan.',
  run: (_given, workplace) =>
    workplace.withApplication(async (app) => {
      const plans = await app.get(PlansService).list();
      const rows = plans.map(({ name, version, tenants, limits }) => [
        name,
        String(version),
        String(tenants),
        limitsText(limits),
      ]);
      return {
        json: { items: plans.map(planJson), next: null },
        text: table(['plan', 'version', 'communities', 'limits'], rows),
      };
    }),
};
