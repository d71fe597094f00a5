import type { TenantState } from '#kernel/scope';

/** What an operator can do to a community's state. */
export type Action = 'open' | 'freeze' | 'suspend' | 'resume' | 'archive' | 'delete' | 'restore';

/** A state, and why it is in it, in words for its visitors; empty where nobody has said. */
export interface Stay {
  readonly state: TenantState;
  readonly reason: string;
}

export interface Life extends Stay {
  /** What to come back to, the nearest last. */
  readonly previous: readonly Stay[];
}

type Step = 'stay' | 'enter' | 'back' | 'replace';

/** What is not in the table is refused. An action whose goal is reached already changes nothing but the reason. */
const table: Readonly<Record<Action, { to?: TenantState; from: Partial<Record<TenantState, Step>> }>> = {
  open: { to: 'active', from: { active: 'stay', read_only: 'replace' } },
  freeze: { to: 'read_only', from: { read_only: 'stay', active: 'replace' } },
  suspend: { to: 'suspended', from: { active: 'enter', read_only: 'enter', suspended: 'stay' } },
  resume: { from: { suspended: 'back', active: 'stay', read_only: 'stay' } },
  archive: { to: 'archived', from: { active: 'enter', read_only: 'enter', suspended: 'enter', archived: 'stay' } },
  delete: {
    to: 'deleting',
    from: { active: 'enter', read_only: 'enter', suspended: 'enter', archived: 'enter', deleting: 'stay' },
  },
  restore: { from: { deleting: 'back', archived: 'back', active: 'stay', read_only: 'stay', suspended: 'stay' } },
};

const open: Stay = { state: 'active', reason: '' };

/** The life after the action: the same object when it changes nothing, null when it is refused. */
export function after(life: Life, action: Action, given?: string): Life | null {
  const { to, from } = table[action];
  const reason = to === 'active' ? '' : (given ?? '');
  switch (from[life.state]) {
    case 'stay':
      return to === undefined || given === undefined || reason === life.reason ? life : { ...life, reason };
    case 'enter':
      return { state: to!, reason, previous: [...life.previous, { state: life.state, reason: life.reason }] };
    case 'replace':
      return { state: to!, reason, previous: life.previous };
    case 'back':
      return { ...(life.previous.at(-1) ?? open), previous: life.previous.slice(0, -1) };
    case undefined:
      return null;
  }
}
