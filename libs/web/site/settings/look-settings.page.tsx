import type { JSX } from 'preact';
import type { PageChoices } from '#community/members';
import type { FormState, ReadingVisit } from '#web/shell';
import { Form, Select } from '#web/ui';
import { SettingsFrame, settingsOf } from './settings-frame.js';

interface LookModel {
  readonly visit: ReadingVisit;
  readonly own: PageChoices;
  readonly communityZone: string;
  readonly state: FormState;
}

const zones = Intl.supportedValuesOf('timeZone').map((name) => ({ value: name, text: name.replaceAll('_', ' ') }));
const languages = [
  { value: 'en', text: 'English' },
  { value: 'zh-CN', text: '简体中文' },
];

export function LookSettingsPage({ visit, own, communityZone, state }: LookModel): JSX.Element {
  const { reader, formToken } = visit;
  const say = settingsOf(visit);
  return (
    <SettingsFrame visit={visit} section="look">
      <section>
        <Form {...{ reader, state }} token={formToken}>
          <Select
            name="locale"
            label={say.language}
            state={state}
            value={own.locale}
            options={[{ value: '', text: say.asBrowser }, ...languages]}
          />
          <Select
            name="time_zone"
            label={say.timeZone}
            help={say.zoneHelp}
            state={state}
            value={own.timeZone}
            options={[{ value: '', text: say.asCommunity(communityZone) }, ...zones]}
          />
          <button class="button">{say.save}</button>
        </Form>
      </section>
      <section>
        <h2>{say.appearance}</h2>
        <p class="muted small">{say.appearanceAbout}</p>
        <Appearances visit={visit} />
      </section>
      <section>
        <p>
          <a href="/keys">{say.keys}</a>
        </p>
      </section>
    </SettingsFrame>
  );
}

/** Links, as below every page: nothing but this browser is told. */
function Appearances({ visit: { say, look } }: { visit: ReadingVisit }): JSX.Element {
  const choices = [
    ['device', say.lookDevice],
    ['light', say.lookLight],
    ['dark', say.lookDark],
  ] as const;
  return (
    <p class="segments">
      {choices.map(([code, text]) => (
        <a
          href={`/choose/look/${code}?back=%2Fsettings%2Flook`}
          rel="nofollow"
          aria-current={code === (look ?? 'device') ? 'true' : undefined}
        >
          {text}
        </a>
      ))}
    </p>
  );
}
