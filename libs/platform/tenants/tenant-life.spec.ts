import type { TenantState } from '#kernel/scope';
import { standings } from '#kernel/tenancy';
import { type Action, after, type Life } from './tenant-life.js';

const states = Object.keys(standings) as TenantState[];

/** '=': stays as it is; '-': refused. What is closed was read_only before. */
const expected: Record<Action, Record<TenantState, TenantState | '=' | '-'>> = {
  open: row('-', '=', 'active', '-', '-', '-'),
  freeze: row('-', 'read_only', '=', '-', '-', '-'),
  suspend: row('-', 'suspended', 'suspended', '=', '-', '-'),
  resume: row('-', '=', '=', 'read_only', '-', '-'),
  archive: row('-', 'archived', 'archived', 'archived', '=', '-'),
  delete: row('-', 'deleting', 'deleting', 'deleting', 'deleting', '='),
  restore: row('-', '=', '=', '=', 'read_only', 'read_only'),
};

function row(...[provisioning, active, readOnly, suspended, archived, deleting]: (TenantState | '=' | '-')[]) {
  const known = { provisioning, active, read_only: readOnly, suspended, archived, deleting };
  return { ...known, deleted: '-', failed: '-' } as Record<TenantState, TenantState | '=' | '-'>;
}

const born: Life = { state: 'active', reason: '', previous: [] };
const frozen = { state: 'read_only', reason: 'We count' } as const;

describe('the life of a community', () => {
  const cases = Object.entries(expected).flatMap(([action, to]) =>
    states.map((state) => [action as Action, state, to[state]] as const),
  );
  const closed: TenantState[] = ['suspended', 'archived', 'deleting'];

  it.each(cases)('%s when it is %s: %s', (action, state, outcome) => {
    const life: Life = { state, reason: '', previous: closed.includes(state) ? [frozen] : [] };
    const next = after(life, action);
    expect(next === null ? '-' : next === life ? '=' : next.state).toBe(outcome);
  });

  it.each(cases)('%s when it is %s once more changes nothing', (action, state) => {
    const once = after({ state, reason: '', previous: closed.includes(state) ? [frozen] : [] }, action, 'Why');
    expect(once && after(once, action, 'Why')).toBe(once);
  });

  it('finds its way back through all that closes it, with the reason of each', () => {
    const way: [Action, string?][] = [
      ['freeze', 'counting'],
      ['suspend', 'moving'],
      ['archive', 'over'],
      ['delete', 'unpaid'],
      ['restore'],
      ['restore'],
      ['resume'],
      ['open'],
    ];
    let life = born;
    const seen = way.map(([action, reason]) => (life = after(life, action, reason)!) && [life.state, life.reason]);
    expect(seen).toEqual([
      ['read_only', 'counting'],
      ['suspended', 'moving'],
      ['archived', 'over'],
      ['deleting', 'unpaid'],
      ['archived', 'over'],
      ['suspended', 'moving'],
      ['read_only', 'counting'],
      ['active', ''],
    ]);
    expect(life.previous).toEqual([]);
  });

  it('takes another reason for the state it is in, and keeps it where none is given', () => {
    const suspended = after(born, 'suspend', 'moving')!;
    const corrected = after(suspended, 'suspend', 'moving until noon')!;
    expect(corrected).toEqual({ ...suspended, reason: 'moving until noon' });
    expect(after(corrected, 'suspend')).toBe(corrected);
    expect(after(corrected, 'suspend', '')).toEqual({ ...suspended, reason: '' });
    expect(after(after(born, 'freeze', 'counting')!, 'open', 'because')).toEqual(born);
  });
});
