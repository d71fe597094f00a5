import type { ComponentChildren, JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { Back, Icon, type IconName, Tabs } from '#web/ui';
import { type SettingsTexts, settingsTexts } from './settings.texts.js';

type Section = 'profile' | 'account' | 'password' | 'sessions' | 'look' | 'blocked';

interface Place {
  readonly section: Section;
  readonly icon: IconName;
  readonly about: keyof SettingsTexts & `${Section}About`;
}

const places: readonly Place[] = [
  { section: 'profile', icon: 'me', about: 'profileAbout' },
  { section: 'account', icon: 'about', about: 'accountAbout' },
  { section: 'password', icon: 'lock', about: 'passwordAbout' },
  { section: 'sessions', icon: 'history', about: 'sessionsAbout' },
  { section: 'look', icon: 'look', about: 'lookAbout' },
  { section: 'blocked', icon: 'block', about: 'blockedAbout' },
];

export const settingsOf = ({ reader }: Pick<ReadingVisit, 'reader'>): SettingsTexts => settingsTexts[reader.locale];

const pathOf = (section: Section): string => `/settings/${section}`;

/** All that there is, in one list. */
export function SettingsPage({ visit }: { visit: ReadingVisit }): JSX.Element {
  const say = settingsOf(visit);
  return (
    <SiteLayout
      visit={visit}
      meta={{ title: `${say.settings} · ${visit.community}`, description: say.settings }}
      current="/settings"
    >
      <div class="head">
        <h1>{say.settings}</h1>
      </div>
      <ul class="rows places-list">
        {places.map(({ section, icon, about }) => (
          <li class="row">
            <Icon name={icon} />
            <div class="row-text">
              <a href={pathOf(section)}>{say[section]}</a>
              <p class="muted small">{say[about]}</p>
            </div>
          </li>
        ))}
      </ul>
    </SiteLayout>
  );
}

interface SettingsFrameProps {
  readonly visit: ReadingVisit;
  readonly section: Section;
  /** Stands in the place of what is set off from the edges. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

/** One of them; on a large screen with the way to the others, on a small one with the way back. */
export function SettingsFrame({ visit, section, wide = false, children }: SettingsFrameProps): JSX.Element {
  const say = settingsOf(visit);
  const title = say[section];
  const tabs = places.map((place) => ({ href: pathOf(place.section), text: say[place.section] }));
  return (
    <SiteLayout visit={visit} meta={{ title: `${title} · ${visit.community}`, description: title }} current="/settings">
      <div class="head">
        <Back href="/settings" reader={visit.reader} />
        <h1>{title}</h1>
      </div>
      <div class="settings-tabs">
        <Tabs tabs={tabs} current={pathOf(section)} label={say.sections} />
      </div>
      {wide ? children : <div class="settings">{children}</div>}
    </SiteLayout>
  );
}
