import type { TenantState } from '#kernel/scope';

/**
 * What is answered: all (`open`), that a change is refused while others read (`read-only`, 503), "come back later"
 * (`later`, 503), that it is closed (`archived`, 410), or as if there were no community (`unknown`, 404).
 */
export type Answer = 'open' | 'read-only' | 'later' | 'archived' | 'unknown';

/** How the surfaces of a community stand. */
export interface Standing {
  /** What a browser opens. */
  readonly pages: Answer;
  /** What programs read, and what changes something, be it by a program or by a form of a page. */
  readonly reads: Answer;
  readonly writes: Answer;
  /** Files, on the community's hosts and on the media host. */
  readonly media: Answer;
  readonly search: Answer;
  /** Browsers that stay connected. */
  readonly live: 'stays' | 'ends';
  /** They run, wait for another state, or are for nobody any more. */
  readonly tasks: 'run' | 'wait' | 'over';
  /** Whether a certificate may be asked for, for one of its hosts. */
  readonly certificates: boolean;
  /** Whether operators see it in a list for which they have named no state. */
  readonly listed: boolean;
}

const everywhere = (answer: Answer) => ({
  pages: answer,
  reads: answer,
  writes: answer,
  media: answer,
  search: answer,
});
const works = { live: 'stays', tasks: 'run', certificates: true, listed: true } as const;
const rests = { live: 'ends', tasks: 'wait', listed: true } as const;
const over = { live: 'ends', tasks: 'over', certificates: false } as const;

/** The one table of state and surface: nothing else says by a state what is answered. test/life goes through it. */
export const standings: Readonly<Record<TenantState, Standing>> = {
  provisioning: { ...everywhere('later'), ...rests, certificates: false },
  active: { ...everywhere('open'), ...works },
  read_only: { ...everywhere('open'), writes: 'read-only', ...works },
  suspended: { ...everywhere('later'), ...rests, certificates: true },
  archived: { ...everywhere('archived'), ...rests, certificates: true },
  deleting: { ...everywhere('unknown'), ...rests, certificates: false },
  deleted: { ...everywhere('unknown'), ...over, listed: false },
  failed: { ...everywhere('unknown'), ...over, listed: true },
};

export const standingOf = (state: TenantState): Standing => standings[state];

/** Whether nothing of it may be changed now, though it is read. */
export const isReadOnly = ({ state }: { readonly state: TenantState }): boolean =>
  standings[state].writes === 'read-only';

/** As far as its state says. */
export const isAtWork = ({ state }: { readonly state: TenantState }): boolean => standings[state].tasks === 'run';
