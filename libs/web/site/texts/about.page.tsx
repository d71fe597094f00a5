import type { JSX } from 'preact';
import { startOf } from '#kernel/i18n';
import { FigureList } from '#web/shell';
import { Cover, PersonRow, type PersonView } from '#web/ui';
import { type SiteTextModel, TextLayout, WrittenText } from './site-text.page.js';

interface AboutModel extends SiteTextModel {
  /** Who runs the community. */
  readonly people?: readonly PersonView[];
}

export function AboutPage(model: AboutModel): JSX.Element {
  const { visit, say, figures, people = [] } = model;
  return (
    <TextLayout {...model} name="about">
      <SiteHead {...model} />
      <WrittenText {...model} name="about" />
      {people.length > 0 && (
        <section>
          <h2>{say.runBy}</h2>
          <ul class="rows">
            {people.map((one) => (
              <PersonRow person={one} />
            ))}
          </ul>
        </section>
      )}
      {figures && (
        <section>
          <h2>{say.figures}</h2>
          <FigureList {...{ visit, figures }} />
        </section>
      )}
      <TakingPart {...model} />
    </TextLayout>
  );
}

const SiteHead = ({ visit: { community, cover, icons, settings } }: AboutModel): JSX.Element => (
  <div class={cover === null ? 'site-head' : 'site-head covered-head'}>
    {cover !== null && <Cover address={cover} />}
    {icons.logo ? (
      <img class="logo own" src={icons.logo.shown} width="64" height="64" alt="" />
    ) : (
      <span class="logo" aria-hidden="true">
        {startOf(community, 1).toUpperCase()}
      </span>
    )}
    <p>
      {community}
      {settings.tagline && (
        <>
          <br />
          <span class="muted">{settings.tagline}</span>
        </>
      )}
    </p>
  </div>
);

const TakingPart = ({ visit: { viewer, settings, site }, say }: AboutModel): JSX.Element => (
  <section>
    <h2>{say.takePart}</h2>
    {!viewer && <p>{settings.allowUserRegister ? say.joinHow : say.joinClosed}</p>}
    <p>
      {say.apps} <b>{site}</b>
    </p>
    {!viewer && settings.allowUserRegister && (
      <p class="actions">
        <a class="button" href="/sign-up">
          {say.join}
        </a>
      </p>
    )}
  </section>
);
