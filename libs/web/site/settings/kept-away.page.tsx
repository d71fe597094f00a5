import type { JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import { ActionButton, EmptyState, Pager, PersonRow, type PersonView, Tabs } from '#web/ui';
import { SettingsFrame, settingsOf } from './settings-frame.js';

export type KeptAway = 'blocked' | 'muted';

interface KeptAwayModel {
  readonly visit: ReadingVisit;
  readonly list: KeptAway;
  readonly people: readonly (PersonView & { readonly id: number })[];
  readonly page: number;
  readonly more: boolean;
}

export function KeptAwayPage({ visit, list, people, page, more }: KeptAwayModel): JSX.Element {
  const say = settingsOf(visit);
  const { reader, formToken } = visit;
  const path = `/settings/${list}`;
  const tabs = [
    { href: '/settings/blocked', text: say.blockedTab },
    { href: '/settings/muted', text: say.mutedTab },
  ];
  return (
    <SettingsFrame visit={visit} section="blocked" wide>
      <Tabs tabs={tabs} current={path} label={say.listOf} />
      {people.length === 0 ? (
        <EmptyState drawing="quiet" heading="h2" title={list === 'blocked' ? say.nobodyBlocked : say.nobodyMuted}>
          {say.nobodyMore}
        </EmptyState>
      ) : (
        <>
          <p class="list-lead">{list === 'blocked' ? say.blockedLead : say.mutedLead}</p>
          <ul class="rows" id="people">
            {people.map((person) => (
              <PersonRow person={person}>
                <ActionButton
                  action={path}
                  token={formToken}
                  text={list === 'blocked' ? say.unblock : say.unmute}
                  fields={{ user_id: String(person.id) }}
                  class="button quiet small"
                />
              </PersonRow>
            ))}
          </ul>
          <Pager {...{ page, more, reader }} pathOf={(number) => `${path}?page=${number}`} end={say.listEnd} />
        </>
      )}
    </SettingsFrame>
  );
}
