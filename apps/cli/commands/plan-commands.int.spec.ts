import { loadConfig } from '#kernel/config';
import { newSlug } from '../../../test/support/use-platform.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { repositoryRoot } from '../../../test/support/worker-cluster.js';
import { type Command, type Given, UsageError, type Workplace } from '../command.js';
import { planList } from './plan-list.js';
import { planSet } from './plan-set.js';
import { tenantShow } from './tenant-show.js';

describe('plan list and set', () => {
  const community = useCommunity();
  const run = async (command: Command, args: string[] = [], options: Given['options'] = {}) => {
    const workplace: Workplace = {
      config: loadConfig({}),
      root: repositoryRoot,
      withDatabase: () => Promise.reject(new Error('This command works with the application.')),
      withApplication: (work) => work(community.app),
      progress: () => undefined,
    };
    const { json, text } = await command.run({ args, options }, workplace);
    return { json: JSON.parse(JSON.stringify(json)) as Record<string, unknown>, text };
  };
  const newPlan = () => `p-${newSlug()}`;

  it('make a plan, change some of its limits and lift one', async () => {
    const name = newPlan();
    const made = await run(planSet, [name], { limit: 'members=50,posts_per_day=0' });
    expect(made.json).toMatchObject({ name, version: 1, limits: { members: 50, posts_per_day: 0 } });
    const changed = await run(planSet, [name], { limit: 'members=60, domains=3, posts_per_day=none' });
    expect(changed.json).toMatchObject({ version: 2, limits: { members: 60, domains: 3 }, former: [{ version: 1 }] });
    expect(changed.text).toBe(`${name}, version 2: members=60 domains=3`);
    const { json, text } = await run(planList);
    expect(json['items']).toEqual(expect.arrayContaining([changed.json]));
    expect(text).toMatch(/^plan +version +communities +limits\n/);
    expect(text).toMatch(new RegExp(`\n${name} +2 +0 +members=60 domains=3(\n|$)`));
    expect(text).toMatch(/\nstandard +1 +\d+ +none(\n|$)/);
  });

  it('give a community a plan, by its slug or its id', async () => {
    const { slug, id } = community.tenant;
    expect((await run(planSet, [slug, 'free'])).json).toMatchObject({ id, plan: 'free' });
    expect((await run(planSet, [String(id), 'standard'])).json).toMatchObject({ id, plan: 'standard' });
    expect((await run(tenantShow, [slug])).text).toContain('\nplan    standard\n');
    await expect(run(planSet, [slug, 'no-such'])).rejects.toMatchObject({ code: 'plan.not-found' });
    await expect(run(planSet, ['no-such', 'free'])).rejects.toMatchObject({ code: 'tenant.not-found' });
  });

  it.each<[string[], Given['options']]>([
    [['tea'], {}],
    [['tea', 'club'], { limit: 'members=5' }],
    [['club'], { limit: '' }],
    [['club'], { limit: 'members' }],
    [['club'], { limit: 'members=-5' }],
    [['club'], { limit: 'members=many' }],
    [['club'], { limit: 'memberz=5' }],
    [['club'], { limit: 'members=5,' }],
    [['Club Med'], { limit: 'members=5' }],
  ])('are told apart from %j %j, which says nothing', async (args, options) => {
    await expect(run(planSet, args, options)).rejects.toThrow(UsageError);
  });
});
