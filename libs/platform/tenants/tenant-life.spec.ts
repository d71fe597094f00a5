import type { TenantState } from '#kernel/scope';
import { type Action, after } from './tenant-life.js';

const states: TenantState[] = [
  'provisioning',
  'active',
  'read_only',
  'suspended',
  'archived',
  'deleting',
  'deleted',
  'failed',
];

/** '=': stays as it is; '-': refused. A community that is suspended or being deleted was read_only before. */
const expected: Record<Action, Record<TenantState, TenantState | '=' | '-'>> = {
  open: row('-', '=', 'active', '-', '-', '-'),
  freeze: row('-', 'read_only', '=', '-', '-', '-'),
  suspend: row('-', 'suspended', 'suspended', '=', '-', '-'),
  resume: row('-', '=', '=', 'read_only', '-', '-'),
  delete: row('-', 'deleting', 'deleting', 'deleting', 'deleting', '='),
  restore: row('-', '=', '=', '=', '-', 'read_only'),
};

function row(...[provisioning, active, readOnly, suspended, archived, deleting]: (TenantState | '=' | '-')[]) {
  const known = { provisioning, active, read_only: readOnly, suspended, archived, deleting };
  return { ...known, deleted: '-', failed: '-' } as Record<TenantState, TenantState | '=' | '-'>;
}

describe('the life of a community', () => {
  const cases = Object.entries(expected).flatMap(([action, to]) =>
    states.map((state) => [action as Action, state, to[state]] as const),
  );

  it.each(cases)('%s when it is %s: %s', (action, state, outcome) => {
    const life = { state, previous: ['suspended', 'deleting'].includes(state) ? (['read_only'] as const) : [] };
    const next = after(life, action);
    expect(next === null ? '-' : next === life ? '=' : next.state).toBe(outcome);
  });

  it('finds its way back through a suspension and a deletion', () => {
    const way: Action[] = ['freeze', 'suspend', 'delete', 'restore', 'resume', 'open'];
    let life = { state: 'active', previous: [] } as NonNullable<ReturnType<typeof after>>;
    const seen = way.map((action) => (life = after(life, action)!).state);
    expect(seen).toEqual(['read_only', 'suspended', 'deleting', 'suspended', 'read_only', 'active']);
    expect(life.previous).toEqual([]);
  });
});
