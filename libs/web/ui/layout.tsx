import type { ComponentChildren, JSX } from 'preact';
import { Badge } from './badge.js';
import { Icon, type IconName, Mark } from './icons.js';
import { keptBy } from './kept-parts.js';
import { startOf } from '#kernel/i18n';
import { safeLink } from './links.js';
import { type OwnWideLogo, WideLogo } from './own-pictures.js';
import type { Reader } from './reader.js';
import { colours } from './tokens.js';

/** The picture of 1200 × 630 that is shown elsewhere in place of a link to the page. */
export interface PageCard {
  readonly address: string;
  /** What is on it, in words. */
  readonly alt: string;
}

export interface PageMeta {
  readonly title: string;
  readonly description: string;
  /** The page's own address on the primary host; none for pages that are nobody else's business. */
  readonly canonical?: string;
  readonly kind?: 'website' | 'article' | 'profile';
  readonly card?: PageCard;
  /** Path of the Atom feed of what it shows. */
  readonly feed?: string;
}

export interface Place {
  readonly href: string;
  readonly icon: IconName;
  readonly name: string;
  /** How much is new there. */
  readonly badge?: number;
  /** The one thing that the menu is for. */
  readonly isMain?: boolean;
}

/** What a community writes below its pages. */
export interface FooterLine {
  readonly text: string;
  readonly link?: string;
}

/** Addresses of what stands for the community elsewhere: in a row of tabs, on a home screen. */
export interface PageIcons {
  readonly tab: string;
  readonly manifest: string;
  /** Of a community that has a logo. */
  readonly logo?: { readonly shown: string; readonly touch: string };
  readonly wide?: OwnWideLogo;
}

/** How a page looks, besides the stylesheet of all. */
export interface PageLook {
  readonly stylesheet: string;
  /** Of this community's colours, where it has its own. */
  readonly colours?: string | undefined;
  readonly script?: string;
  /** Null: as the device has it. */
  readonly look: 'light' | 'dark' | null;
}

interface LayoutProps {
  readonly community: string;
  readonly meta: PageMeta;
  readonly reader: Reader;
  readonly look: PageLook;
  readonly icons: PageIcons;
  readonly places: readonly Place[];
  /** The five of the bar at the bottom of small screens; else the first of all. */
  readonly bar?: readonly Place[];
  /** The address of the place one is at. */
  readonly current?: string | undefined;
  /** At the right end of the bar at the top of small screens. */
  readonly topEnd?: ComponentChildren;
  /** Below the places of the menu. */
  readonly menuEnd?: ComponentChildren;
  readonly aside?: ComponentChildren;
  /** In the bar of small screens, where the right column is not. */
  readonly note?: string | undefined;
  readonly footer?: readonly FooterLine[];
  /** Choices below everything: language, appearance. */
  readonly choices?: ComponentChildren;
  /** What has just been done. */
  readonly said?: string | null;
  /** What scripts of the page need to know. */
  readonly token?: string | null;
  readonly children: ComponentChildren;
}

export function Layout(props: LayoutProps): JSX.Element {
  const { community, reader, icons, children, aside, note, footer, choices, look, said, token } = props;
  const brand = { name: community, logo: icons.logo?.shown };
  const foot = <Foot {...{ reader, footer, choices }} />;
  return (
    <html lang={reader.locale} data-look={look.look ?? undefined}>
      <KeptHead {...props} />
      <body data-token={token ?? undefined}>
        <a class="skip" href="#main">
          {reader.say.skip}
        </a>
        <header class="bar">
          {props.menuEnd ?? <Brand {...brand} />}
          {props.menuEnd && <b class="bar-title">{community}</b>}
          {note && <span class="count muted small">{note}</span>}
          {props.topEnd && <div class="bar-end">{props.topEnd}</div>}
        </header>
        <div class="shell">
          <nav class="menu" aria-label={reader.say.menu}>
            <Brand {...brand} wide={icons.wide} />
            <Places {...props} />
            {props.menuEnd}
          </nav>
          <main class="main" id="main" tabIndex={-1}>
            {children}
            {foot}
          </main>
          <aside class="aside" aria-label={reader.say.beside}>
            {aside}
            {foot}
          </aside>
        </div>
        <nav class="places" aria-label={reader.say.menu}>
          <PlaceLinks {...props} places={props.bar ?? props.places.slice(0, 5)} />
        </nav>
        <Toasts said={said} reader={props.menuEnd ? reader : null} />
      </body>
    </html>
  );
}

/** `reader`: of a member, whose scripts may have to say that the session is over, or that a draft is back. */
const Toasts = ({ said, reader }: Pick<LayoutProps, 'said'> & { reader: Reader | null }): JSX.Element => (
  <div class="toasts" role="status" aria-live="polite" data-words={reader ? wordsOf(reader) : undefined}>
    {said && <p class="toast">{said}</p>}
  </div>
);

const wordsOf = ({ say }: Reader): string =>
  JSON.stringify({
    restored: say.draftBack,
    discard: say.discardDraft,
    signedOut: say.signedOutNow,
    signIn: say.signInAgain,
  });

/** Without eval, and without a style element of its own: both are forbidden to every page. */
const htmxConfig = JSON.stringify({ includeIndicatorCSS: false, history: false });

/** OpenGraph: what other sites show in place of a link. */
function graphOf({ meta, community, reader }: HeadProps): [string, string][] {
  const { title, description, canonical, kind = 'website', card } = meta;
  const all: [string, string | undefined][] = [
    ['og:title', title],
    ['og:description', description],
    ['og:type', kind],
    ['og:site_name', community],
    ['og:locale', reader.locale.startsWith('zh') ? 'zh_CN' : 'en_US'],
    ['og:url', canonical],
    ['og:image', card?.address],
    ['og:image:width', card && '1200'],
    ['og:image:height', card && '630'],
    ['og:image:alt', card?.alt],
  ];
  return all.filter((entry): entry is [string, string] => !!entry[1]);
}

type HeadProps = Pick<LayoutProps, 'meta' | 'community' | 'look' | 'icons' | 'reader'>;

const KeptHead = ({ meta, community, look, icons, reader }: LayoutProps): JSX.Element =>
  keptBy(['head', meta, community, look, icons, reader.locale], () => Head({ meta, community, look, icons, reader }));

function Head(props: HeadProps): JSX.Element {
  const { meta, look, icons } = props;
  const { title, description, canonical } = meta;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{title}</title>
      <meta name="description" content={description} />
      {canonical ? <link rel="canonical" href={canonical} /> : <meta name="robots" content="noindex" />}
      {meta.feed && <link rel="alternate" type="application/atom+xml" href={meta.feed} title={title} />}
      <link rel="icon" href={icons.tab} />
      {icons.logo && <link rel="apple-touch-icon" href={icons.logo.touch} />}
      <link rel="manifest" href={icons.manifest} />
      <link rel="stylesheet" href={look.stylesheet} />
      {look.colours && <link rel="stylesheet" href={look.colours} />}
      {look.script && <script src={look.script} defer />}
      <meta name="htmx-config" content={htmxConfig} />
      <meta name="color-scheme" content={look.look ?? 'light dark'} />
      <meta name="theme-color" content={colours.page.light} media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content={colours.page.dark} media="(prefers-color-scheme: dark)" />
      {canonical && graphOf(props).map(([property, content]) => <meta {...{ property, content }} />)}
      {canonical && <meta name="twitter:card" content={meta.card ? 'summary_large_image' : 'summary'} />}
    </head>
  );
}

interface BrandProps {
  readonly name: string;
  readonly logo: string | undefined;
  readonly wide?: PageIcons['wide'];
}

/** Without a logo of its own a community has the first character of its name. A wide one stands where there is room. */
const Brand = ({ name, logo, wide }: BrandProps): JSX.Element =>
  keptBy(['brand', name, logo, wide], () => DrawnBrand({ name, logo, wide }));

const DrawnBrand = ({ name, logo, wide }: BrandProps): JSX.Element => (
  <a class={wide ? 'brand wide' : 'brand'} href="/">
    {wide && <WideLogo logo={wide} name={name} />}
    {logo ? (
      <img class="logo own" src={logo} width="40" height="40" alt="" />
    ) : (
      <span class="logo" aria-hidden="true">
        {startOf(name, 1).toUpperCase()}
      </span>
    )}
    <b>{name}</b>
  </a>
);

const Places = (props: Pick<LayoutProps, 'places' | 'current' | 'reader'>): JSX.Element => (
  <div class="nav">
    <PlaceLinks {...props} />
  </div>
);

type PlaceProps = Pick<LayoutProps, 'places' | 'current' | 'reader'>;

const PlaceLinks = ({ places, current, reader }: PlaceProps): JSX.Element =>
  keptBy(['places', places, current, reader.locale], () => DrawnPlaces({ places, current, reader }));

const DrawnPlaces = ({ places, current, reader }: PlaceProps): JSX.Element => (
  <>
    {places.map(({ href, icon, name, badge = 0, isMain }) => (
      <a
        class={isMain ? 'main-place' : undefined}
        href={href}
        title={name}
        aria-current={href === current ? 'page' : undefined}
      >
        <Icon name={icon} />
        <span>{name}</span>
        <Badge count={badge} reader={reader} />
      </a>
    ))}
  </>
);

type FootProps = Pick<LayoutProps, 'reader' | 'footer' | 'choices'>;

const Foot = ({ reader, footer = [], choices }: FootProps): JSX.Element => (
  <footer class="foot">
    {choices}
    {keptBy(['foot', reader.locale, footer], () => (
      <>
        {footer.length > 0 && (
          <p class="own">
            {footer.map((line) => (
              <OwnLine {...line} />
            ))}
          </p>
        )}
        <p>
          <Mark />
          {reader.say.runsOn}
        </p>
      </>
    ))}
  </footer>
);

function OwnLine({ text, link = '' }: FooterLine): JSX.Element {
  const href = safeLink(link);
  if (!href) return <span>{text}</span>;
  return (
    <a href={href} rel="noopener noreferrer">
      {text}
    </a>
  );
}
