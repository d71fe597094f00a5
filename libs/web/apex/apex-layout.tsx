import type { ComponentChildren, JSX } from 'preact';
import { Choices, stylesheetPath } from '#web/shell';
import { colours, Mark } from '#web/ui';
import { apexIcon, apexStylesheet } from './apex-assets.js';
import type { ApexVisit } from './apex-visit.js';

interface ApexLayoutProps {
  readonly visit: ApexVisit;
  readonly title: string;
  readonly description: string;
  /** Of a page that everybody may find: its own path. */
  readonly path?: string;
  /** Seconds after which the page is asked for again. */
  readonly again?: number | undefined;
  readonly children: ComponentChildren;
}

/** What stands around every page of the platform's own host. They run no scripts. */
export function ApexLayout(props: ApexLayoutProps): JSX.Element {
  const { visit, children } = props;
  const { reader, look, say } = visit;
  return (
    <html lang={reader.locale} data-look={look ?? undefined}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {reader.say.skip}
        </a>
        <div class="apex">
          <header class="apex-top">
            <a class="apex-brand" href="/">
              <Mark />
              {say.product}
            </a>
            <nav aria-label={reader.say.menu}>
              {visit.isOpen && <Place visit={visit} href="/create" name={say.start} />}
              <Place visit={visit} href="/find" name={say.findTitle} />
            </nav>
          </header>
          <main class="apex-main" id="main" tabIndex={-1}>
            {children}
          </main>
          <footer class="apex-foot">
            <Choices visit={{ say: visit.shell, here: visit.here, reader, look }} />
            <a href="/platform/docs">{say.operators}</a>
          </footer>
        </div>
      </body>
    </html>
  );
}

const Place = ({ visit, href, name }: { visit: ApexVisit; href: string; name: string }): JSX.Element => (
  <a href={href} aria-current={visit.here.split('?', 1)[0] === href ? 'page' : undefined}>
    {name}
  </a>
);

function Head({ visit, title, description, path, again }: ApexLayoutProps): JSX.Element {
  const canonical = path && visit.site + path;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{title}</title>
      <meta name="description" content={description} />
      {canonical ? <link rel="canonical" href={canonical} /> : <meta name="robots" content="noindex" />}
      {again !== undefined && <meta http-equiv="refresh" content={String(again)} />}
      <link rel="icon" href={apexIcon} />
      <link rel="stylesheet" href={stylesheetPath} />
      <link rel="stylesheet" href={apexStylesheet} />
      <meta name="color-scheme" content={visit.look ?? 'light dark'} />
      <meta name="theme-color" content={colours.page.light} media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content={colours.page.dark} media="(prefers-color-scheme: dark)" />
      {canonical && <meta property="og:title" content={title} />}
      {canonical && <meta property="og:description" content={description} />}
      {canonical && <meta property="og:url" content={canonical} />}
    </head>
  );
}
