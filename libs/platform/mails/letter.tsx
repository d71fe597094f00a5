import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Locale } from '#kernel/i18n';

/** What a mail says, before it is a text or a page. */
export interface Letter {
  readonly subject: string;
  readonly lead: string;
  /** What it is about, on a line of its own. */
  readonly quoted?: string;
  readonly links?: readonly { readonly name: string; readonly url: string }[];
  readonly act?: { readonly label: string; readonly url: string };
  readonly after: string;
}

interface Frame {
  readonly locale: Locale;
  /** Stands above the address that the button leads to. */
  readonly follow: string;
  readonly footer: string;
}

export interface Written {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function write(letter: Letter, frame: Frame): Written {
  const { subject, lead, quoted, links = [], act, after } = letter;
  const parts = [
    lead,
    ...(quoted === undefined ? [] : [quoted]),
    ...(links.length ? [links.map(({ name, url }) => `${name}\n${url}`).join('\n\n')] : []),
    ...(act ? [`${act.label}:\n${act.url}`] : []),
    after,
    `-- \n${frame.footer}`,
  ];
  const html = `<!doctype html>${renderToString(<Page letter={letter} frame={frame} />)}`;
  return { subject, text: `${parts.join('\n\n')}\n`, html };
}

const font = "font: 16px/1.6 system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', sans-serif";
const button =
  'display: inline-block; padding: 12px 22px; border-radius: 8px; background-color: #0f6a5c; color: #ffffff; font-weight: 600; text-decoration: none';

/** Nothing from elsewhere and no colour but the button's own, so that it is as readable in the dark. */
function Page({ letter, frame }: { letter: Letter; frame: Frame }): JSX.Element {
  return (
    <html lang={frame.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{letter.subject}</title>
      </head>
      <body style="margin: 0; padding: 0">
        <div style={`max-width: 560px; margin: 0 auto; padding: 32px 20px; ${font}`}>
          <Body {...letter} />
          {letter.act && <Act {...letter.act} follow={frame.follow} />}
          <p style="margin: 0 0 24px">{letter.after}</p>
          <hr style="border: 0; border-top: 1px solid #8a8a8a; margin: 0 0 12px" />
          <p style="margin: 0; font-size: 13px">{frame.footer}</p>
        </div>
      </body>
    </html>
  );
}

const Body = ({ subject, lead, quoted, links = [] }: Letter): JSX.Element => (
  <>
    <h1 style="margin: 0 0 16px; font-size: 22px; line-height: 1.35">{subject}</h1>
    <p style="margin: 0 0 16px">{lead}</p>
    {quoted !== undefined && (
      <p style="margin: 0 0 16px; font-weight: 600; word-break: break-all">
        <bdi>{quoted}</bdi>
      </p>
    )}
    {links.map(({ name, url }) => (
      <p style="margin: 0 0 16px">
        <bdi style="font-weight: 600">{name}</bdi>
        <br />
        <a href={url} style="word-break: break-all">
          {url}
        </a>
      </p>
    ))}
  </>
);

const Act = ({ label, url, follow }: NonNullable<Letter['act']> & { follow: string }): JSX.Element => (
  <>
    <p style="margin: 24px 0">
      <a href={url} style={button}>
        {label}
      </a>
    </p>
    <p style="margin: 0 0 16px; font-size: 14px">
      {follow}
      <br />
      <span style="word-break: break-all">{url}</span>
    </p>
  </>
);
