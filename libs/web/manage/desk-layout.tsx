import type { ComponentChildren, JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { Back, Tabs } from '#web/ui';
import type { DeskTexts } from './desk.texts.js';

export interface DeskModel {
  readonly visit: ReadingVisit;
  readonly say: DeskTexts;
}

const places = ['overview', 'look', 'texts', 'joining', 'members', 'topics', 'settings'] as const;
export type DeskPlace = (typeof places)[number];
export const deskPath = (place: DeskPlace): string => (place === 'overview' ? '/manage' : `/manage/${place}`);

interface DeskLayoutProps extends DeskModel {
  readonly place: DeskPlace;
  /** Of a page below its place. */
  readonly title?: string;
  readonly children: ComponentChildren;
}

/** What all pages of the desk have around them. */
export function DeskLayout({ visit, say, place, title, children }: DeskLayoutProps): JSX.Element {
  const { community, reader } = visit;
  const heading = title ?? (place === 'overview' ? say.manage : say[place]);
  return (
    <SiteLayout
      visit={visit}
      current="/manage"
      meta={{ title: `${heading} · ${community}`, description: say.about(community) }}
    >
      <header class="head">
        {title !== undefined && <Back href={deskPath(place)} reader={reader} />}
        <h1>{heading}</h1>
      </header>
      <div class="desk-tabs">
        <Tabs
          tabs={places.map((one) => ({ href: deskPath(one), text: say[one] }))}
          current={deskPath(place)}
          label={say.places}
        />
      </div>
      {children}
    </SiteLayout>
  );
}

interface DeskRowProps {
  readonly href: string;
  readonly title: string;
  readonly more: string;
  /** How it stands. */
  readonly state?: ComponentChildren;
}

/** A way to a page below. */
export const DeskRow = ({ href, title, more, state }: DeskRowProps): JSX.Element => (
  <li class="row">
    <div class="row-text">
      <a class="open" href={href}>
        <b>{title}</b>
      </a>
      <p class="muted small">{more}</p>
    </div>
    {state && <span class="muted small desk-state">{state}</span>}
  </li>
);
