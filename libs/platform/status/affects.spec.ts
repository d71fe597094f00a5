import { concerns } from './affects.js';

describe('whom a notice concerns', () => {
  const tea = { id: 3, plan: 'free' };
  it.each([
    [{ plans: [], tenants: [] }, true, true],
    [{ plans: ['free'], tenants: [] }, true, true],
    [{ plans: ['club'], tenants: [] }, false, true],
    [{ plans: [], tenants: [3] }, true, false],
    [{ plans: [], tenants: [4] }, false, false],
    [{ plans: ['club'], tenants: [3] }, true, true],
  ])('of %j: a community %s, who is in none %s', (affects, it, nobody) => {
    expect([concerns(affects, tea), concerns(affects, null)]).toEqual([it, nobody]);
  });
});
