import type { JSX } from 'preact';
import { bioLength, coverUrl, nicknameLength, type OwnProfile } from '#community/members';
import type { FormState, ReadingVisit } from '#web/shell';
import { Checkbox, CropDialog, Field, Form, profilePath, TextArea } from '#web/ui';
import { AvatarField, CoverField } from '../account/picture-form.js';
import { SettingsFrame, settingsOf } from './settings-frame.js';

interface ProfileModel {
  readonly visit: ReadingVisit;
  readonly own: OwnProfile;
  readonly state: FormState;
}

export function ProfileSettingsPage({ visit, own, state }: ProfileModel): JSX.Element {
  return (
    <SettingsFrame visit={visit} section="profile">
      <section>
        <ProfileForm {...{ visit, own, state }} />
        <p>
          <a href={profilePath(own.username)}>{settingsOf(visit).seePage}</a>
        </p>
        <CropDialog reader={visit.reader} />
      </section>
    </SettingsFrame>
  );
}

/** All of it in one form, so that nothing typed is lost when a picture is sent. */
function ProfileForm({ visit, own, state }: ProfileModel): JSX.Element {
  const { reader, formToken } = visit;
  const say = settingsOf(visit);
  const { min, max } = nicknameLength;
  const isSent = 'nickname' in state.values;
  return (
    <Form {...{ reader, state }} token={formToken} action="/settings/profile" files>
      <CoverField visit={visit} state={state} cover={coverUrl('', own)} />
      <AvatarField visit={visit} state={state} />
      <Field
        name="nickname"
        label={say.name}
        help={say.nameHelp(min, max)}
        state={state}
        value={own.nickname}
        autocomplete="nickname"
        required
      />
      <TextArea name="bio" label={say.bio} help={say.bioHelp(bioLength)} state={state} value={own.bio} rows={3} />
      <Field
        name="link"
        label={say.link}
        help={say.linkHelp}
        state={state}
        value={own.link}
        inputMode="url"
        autocomplete="url"
        autocapitalize="none"
        spellcheck={false}
      />
      <Checkbox
        name="findable"
        label={say.findable}
        help={say.findableHelp}
        checked={isSent ? state.values['findable'] === '1' : own.isFindable}
      />
      <button class="button">{say.save}</button>
    </Form>
  );
}
