import type { JSX } from 'preact';
import { isReadOnly } from '#kernel/tenancy';
import { Icon } from '#web/ui';
import type { Banner } from './banner.js';
import { bannersTexts } from './banners.texts.js';
import { noticeBanners } from './notice-banners.js';
import { supportStanding, supportVisit } from './support-banners.js';
import type { Visit } from './visit.js';

type Source = (visit: Visit) => Banner | readonly Banner[] | null;

/** In this order, one line each: what a source needs to know stands in the visit. */
const sources: readonly Source[] = [readOnly, noticeBanners, supportVisit, supportStanding];

export const bannersOf = (visit: Visit): Banner[] => sources.flatMap((source) => source(visit) ?? []);

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
  if (!isReadOnly(tenant)) return null;
  const { stateReason: more } = tenant;
  return {
    name: 'read-only',
    kind: 'warning',
    icon: 'lock',
    text: bannersTexts[reader.locale].readOnly,
    ...(more && { more }),
  };
}
