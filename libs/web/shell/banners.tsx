import type { JSX } from 'preact';
import { Icon, type IconName } from '#web/ui';
import { bannersTexts } from './banners.texts.js';
import type { Visit } from './visit.js';

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

type Source = (visit: Visit) => Banner | null;

/** In this order, one line each: what a source needs to know stands in the visit. */
const sources: readonly Source[] = [readOnly];

export const bannersOf = (visit: Visit): Banner[] =>
  sources.map((source) => source(visit)).filter((banner) => banner !== null);

export function Banners({ visit }: { visit: Visit }): JSX.Element | null {
  const banners = bannersOf(visit);
  if (banners.length === 0) return null;
  return (
    <section class="banners" aria-label={bannersTexts[visit.reader.locale].name}>
      {banners.map(({ name, kind, icon, text, more, action }) => (
        <div class={`banner ${kind}`} data-banner={name}>
          <Icon name={icon} />
          <p>
            <b>{text}</b>
            {more && <span class="said">{more}</span>}
            {action && <a href={action.href}>{action.text}</a>}
          </p>
        </div>
      ))}
    </section>
  );
}

function readOnly({ tenant, reader }: Visit): Banner | null {
  if (tenant.state !== 'read_only') return null;
  const { stateReason: more } = tenant;
  return {
    name: 'read-only',
    kind: 'warning',
    icon: 'lock',
    text: bannersTexts[reader.locale].readOnly,
    ...(more && { more }),
  };
}
