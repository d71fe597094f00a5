import type { IconName } from '#web/ui';

/** One thing that whoever is here must know of, whatever page they read. */
export interface Banner {
  /** Told apart by it, also by scripts and specs. */
  readonly name: string;
  /** `warning` where something is refused or watched. */
  readonly kind: 'note' | 'warning';
  readonly icon: IconName;
  readonly text: string;
  /** In the words of whoever has decided it; shown as it is. */
  readonly more?: string;
  readonly action?: { readonly href: string; readonly text: string };
}
