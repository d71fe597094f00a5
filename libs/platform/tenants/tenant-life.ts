import type { TenantState } from '#kernel/scope';

/** What an operator can do to a community's state. */
export type Action = 'open' | 'freeze' | 'suspend' | 'resume' | 'delete' | 'restore';

export interface Life {
  readonly state: TenantState;
  /** What to come back to, the nearest last. */
  readonly previous: readonly TenantState[];
}

type Step = 'stay' | 'enter' | 'back' | 'replace';

/** What is not in the table is refused. An action whose goal is reached already changes nothing. */
const table: Readonly<Record<Action, { to?: TenantState; from: Partial<Record<TenantState, Step>> }>> = {
  open: { to: 'active', from: { active: 'stay', read_only: 'replace' } },
  freeze: { to: 'read_only', from: { read_only: 'stay', active: 'replace' } },
  suspend: { to: 'suspended', from: { active: 'enter', read_only: 'enter', suspended: 'stay' } },
  resume: { from: { suspended: 'back', active: 'stay', read_only: 'stay' } },
  delete: {
    to: 'deleting',
    from: { active: 'enter', read_only: 'enter', suspended: 'enter', archived: 'enter', deleting: 'stay' },
  },
  restore: { from: { deleting: 'back', active: 'stay', read_only: 'stay', suspended: 'stay' } },
};

/** The life after the action: the same object when it changes nothing, null when it is refused. */
export function after(life: Life, action: Action): Life | null {
  const { to, from } = table[action];
  switch (from[life.state]) {
    case 'stay':
      return life;
    case 'enter':
      return { state: to!, previous: [...life.previous, life.state] };
    case 'replace':
      return { state: to!, previous: life.previous };
    case 'back':
      return { state: life.previous.at(-1) ?? 'active', previous: life.previous.slice(0, -1) };
    case undefined:
      return null;
  }
}
