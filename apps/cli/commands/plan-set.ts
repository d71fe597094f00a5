import type { INestApplicationContext } from '@nestjs/common';
import { AppError } from '#kernel/http';
import type { Limits } from '#kernel/scope';
import { OperatorsService } from '#platform/operators';
import { isPlanName, planNameRule, PlansService, readLimits } from '#platform/plans';
import { type Command, type Outcome, textOption, UsageError } from '../command.js';
import { limitsText, planJson } from './plan-views.js';
import { findTenant, tenantText } from './tenant-views.js';

/** Names as the admin API has them; null lifts a limit. */
type LimitChanges = Readonly<Record<string, number | null>>;

export const planSet: Command = {
  name: 'plan set',
  summary:
    'Give a community a plan: `plan set tea club`. Or limit what a plan allows: `plan set club --limit members=500`.',
  args: ['name'],
  optionalArg: 'plan',
  options: {
    limit: {
      type: 'string',
      value: '<quota=number,…>',
      about:
        'A further version of the plan <name>, or a new plan: these limits are changed, the others stay; `quota=none` lifts one.',
    },
  },
  run: (given, workplace) => {
    const [name = '', plan] = given.args;
    const limit = textOption(given, 'limit');
    if ((plan === undefined) === (limit === undefined)) {
      throw new UsageError('Say either <community> <plan>, or <plan> --limit quota=number.');
    }
    const changes = limit === undefined ? undefined : changesIn(name, limit);
    return workplace.withApplication((app) => (changes ? changePlan(app, name, changes) : givePlan(app, name, plan!)));
  },
};

async function givePlan(app: INestApplicationContext, slug: string, plan: string): Promise<Outcome> {
  const operator = await app.get(OperatorsService).root();
  const { id } = await findTenant(app, slug);
  const tenant = await app.get(PlansService).give(operator, id, plan);
  return { json: tenant, text: tenantText(tenant) };
}

async function changePlan(app: INestApplicationContext, name: string, changes: LimitChanges): Promise<Outcome> {
  const plans = app.get(PlansService);
  const operator = await app.get(OperatorsService).root();
  const known = (await plans.list()).find((plan) => plan.name === name);
  const limits = readLimits({ ...known?.limits, ...changes });
  if ('wrong' in limits) throw new AppError('request.invalid', { fields: limits.wrong }, limits.wrong[0]);
  const plan = await plans.change(operator, name, limits as Limits);
  return { json: planJson(plan), text: `${plan.name}, version ${plan.version}: ${limitsText(plan.limits)}` };
}

function changesIn(name: string, given: string): LimitChanges {
  if (!isPlanName(name)) throw new UsageError(`<name>: ${planNameRule}.`);
  const changes = given.split(',').map((part) => {
    const [, quota, value] = /^([a-z_]+)=(\d{1,15}|none)$/.exec(part.trim()) ?? [];
    if (!quota)
      throw new UsageError(`--limit must be quota=number or quota=none, separated by commas, but holds "${part}".`);
    return [quota, value === 'none' ? null : Number(value)] as const;
  });
  const read = readLimits(Object.fromEntries(changes));
  if ('wrong' in read) throw new UsageError(`--limit: ${(read as { wrong: string[] }).wrong.join('; ')}.`);
  return Object.fromEntries(changes);
}
