import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName, Mark } from './icons.js';
import { startOf } from './letter-icon.js';
import { safeLink } from './links.js';
import type { Reader } from './reader.js';
import { colours } from './tokens.js';

export interface PageMeta {
  readonly title: string;
  readonly description: string;
  /** The page's own address on the primary host; none for pages that are nobody else's business. */
  readonly canonical?: string;
  readonly kind?: 'website' | 'article';
  readonly image?: string;
}

export interface Place {
  readonly href: string;
  readonly icon: IconName;
  readonly name: string;
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
}

interface LayoutProps {
  readonly community: string;
  readonly meta: PageMeta;
  readonly reader: Reader;
  readonly stylesheet: string;
  readonly icons: PageIcons;
  readonly places: readonly Place[];
  /** The address of the place one is at. */
  readonly current?: string;
  readonly aside?: ComponentChildren;
  /** In the bar of small screens, where the right column is not. */
  readonly note?: string;
  readonly footer?: readonly FooterLine[];
  readonly children: ComponentChildren;
}

export function Layout(props: LayoutProps): JSX.Element {
  const { community, reader, icons, children, aside, note, footer } = props;
  const brand = { name: community, logo: icons.logo?.shown };
  return (
    <html lang={reader.locale}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {reader.say.skip}
        </a>
        <div class="bar">
          <Brand {...brand} />
          {note && <span class="count muted small">{note}</span>}
        </div>
        <div class="shell">
          <nav class="menu" aria-label={reader.say.menu}>
            <Brand {...brand} />
            <Places {...props} />
          </nav>
          <main class="main" id="main">
            {children}
            <Foot {...{ reader, footer }} />
          </main>
          <aside class="aside">
            {aside}
            <Foot {...{ reader, footer }} />
          </aside>
        </div>
        <nav class="places" aria-label={reader.say.menu}>
          <PlaceLinks {...props} />
        </nav>
      </body>
    </html>
  );
}

function Head({ meta, community, reader, stylesheet, icons }: LayoutProps): JSX.Element {
  const { title, description, canonical, kind = 'website', image } = meta;
  const graph: [string, string | undefined][] = [
    ['og:title', title],
    ['og:description', description],
    ['og:type', kind],
    ['og:site_name', community],
    ['og:locale', reader.locale.startsWith('zh') ? 'zh_CN' : 'en_US'],
    ['og:url', canonical],
    ['og:image', image],
  ];
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{title}</title>
      <meta name="description" content={description} />
      {canonical ? <link rel="canonical" href={canonical} /> : <meta name="robots" content="noindex" />}
      <link rel="icon" href={icons.tab} />
      {icons.logo && <link rel="apple-touch-icon" href={icons.logo.touch} />}
      <link rel="manifest" href={icons.manifest} />
      <link rel="stylesheet" href={stylesheet} />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content={colours.page.light} media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content={colours.page.dark} media="(prefers-color-scheme: dark)" />
      {canonical && graph.map(([property, content]) => content && <meta {...{ property, content }} />)}
      {canonical && <meta name="twitter:card" content={image ? 'summary_large_image' : 'summary'} />}
    </head>
  );
}

/** Without a logo of its own a community has the first character of its name. */
const Brand = ({ name, logo }: { name: string; logo: string | undefined }): JSX.Element => (
  <a class="brand" href="/">
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

const Places = (props: Pick<LayoutProps, 'places' | 'current'>): JSX.Element => (
  <div class="nav">
    <PlaceLinks {...props} />
  </div>
);

const PlaceLinks = ({ places, current }: Pick<LayoutProps, 'places' | 'current'>): JSX.Element => (
  <>
    {places.map(({ href, icon, name }) => (
      <a href={href} title={name} aria-current={href === current ? 'page' : undefined}>
        <Icon name={icon} />
        <span>{name}</span>
      </a>
    ))}
  </>
);

export const Foot = ({ reader: { say }, footer = [] }: Pick<LayoutProps, 'reader' | 'footer'>): JSX.Element => (
  <footer class="foot">
    {footer.length > 0 && (
      <p class="own">
        {footer.map((line) => (
          <OwnLine {...line} />
        ))}
      </p>
    )}
    <p>
      <Mark />
      {say.runsOn}
    </p>
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
