import type { JSX } from 'preact';
import { nicknameLength, type SuggestedMember } from '#community/members';
import type { TopicRow } from '#community/topics';
import { type FormState, ownPath, type ReadingVisit, SiteLayout } from '#web/shell';
import { Avatar, CropDialog, Field, Form, Handle, Icon, spokenNumber } from '#web/ui';
import { Prose } from '../texts/prose.js';
import { AvatarField } from './picture-form.js';
import { NothingToChoose, sayOf, StepEnd, WelcomeStep } from './welcome-step.js';

interface NameModel {
  readonly visit: ReadingVisit;
  readonly state: FormState;
}

export function WelcomePage({ visit, state }: NameModel): JSX.Element {
  const { reader, formToken, own } = visit;
  const say = sayOf(visit);
  const { min, max } = nicknameLength;
  return (
    <WelcomeStep visit={visit} number={1} title={say.you} lead={say.youLead}>
      <Form {...{ reader, state }} token={formToken} action="/welcome" files>
        <AvatarField visit={visit} state={state} />
        <Field
          name="nickname"
          label={say.name}
          help={say.nameHelp(min, max)}
          state={state}
          value={own!.name}
          autocomplete="nickname"
          required
        />
        <StepEnd visit={visit} number={1} />
      </Form>
      <CropDialog reader={reader} />
    </WelcomeStep>
  );
}

interface TopicsModel {
  readonly visit: ReadingVisit;
  readonly topics: readonly TopicRow[];
  readonly state: FormState;
}

export function WelcomeTopicsPage({ visit, topics, state }: TopicsModel): JSX.Element {
  const say = sayOf(visit);
  return (
    <WelcomeStep visit={visit} number={2} title={say.topics} lead={say.topicsLead}>
      {topics.length === 0 ? (
        <NothingToChoose visit={visit} number={2}>
          {say.noTopics}
        </NothingToChoose>
      ) : (
        <Form reader={visit.reader} token={visit.formToken} state={state}>
          <div class="picks" role="group" aria-label={say.topics}>
            {topics.map((topic) => (
              <TopicPick visit={visit} topic={topic} />
            ))}
          </div>
          <StepEnd visit={visit} number={2} />
        </Form>
      )}
    </WelcomeStep>
  );
}

const TopicPick = ({ visit, topic: { id, name, isFollowed } }: { visit: ReadingVisit; topic: TopicRow }): JSX.Element =>
  isFollowed ? (
    <span class="pick chosen">
      <Icon name="check" />#{name}
      <span class="hidden-text">, {sayOf(visit).followed}</span>
    </span>
  ) : (
    <label class="pick">
      <input class="hidden-text" type="checkbox" name="topic_id" value={id} />
      <Icon name="check" />#{name}
    </label>
  );

interface PeopleModel {
  readonly visit: ReadingVisit;
  readonly people: readonly SuggestedMember[];
  readonly state: FormState;
}

export function WelcomePeoplePage({ visit, people, state }: PeopleModel): JSX.Element {
  const say = sayOf(visit);
  return (
    <WelcomeStep visit={visit} number={3} title={say.people} lead={say.peopleLead}>
      {people.length === 0 ? (
        <NothingToChoose visit={visit} number={3}>
          {say.noPeople}
        </NothingToChoose>
      ) : (
        <Form reader={visit.reader} token={visit.formToken} state={state}>
          <ul class="rows person-picks">
            {people.map((member) => (
              <PersonPick visit={visit} member={member} />
            ))}
          </ul>
          <StepEnd visit={visit} number={3} />
        </Form>
      )}
    </WelcomeStep>
  );
}

/** The whole row chooses: nobody leaves the step by pressing a name. */
function PersonPick({ visit, member }: { visit: ReadingVisit; member: SuggestedMember }): JSX.Element {
  const { locale } = visit.reader;
  const { id, nickname: name, username, bio, followerCount } = member;
  const shown = { name, username, avatar: ownPath(member.avatar, visit.site) };
  const say = sayOf(visit);
  const followers = followerCount > 0 && say.followers(followerCount, spokenNumber(followerCount, locale));
  return (
    <li>
      <label class="row">
        <Avatar of={shown} />
        <span class="row-text">
          <b>{name}</b> <Handle of={shown} />
          <span class="muted small line">{bio || followers}</span>
        </span>
        <input type="checkbox" name="user_id" value={id} aria-label={say.follow(name)} />
      </label>
    </li>
  );
}

/** `words`: what the owner says to whoever joins; null while they have not written it. */
export function WelcomeDonePage({ visit, words }: { visit: ReadingVisit; words: string | null }): JSX.Element {
  const { community, own } = visit;
  const say = sayOf(visit);
  const title = say.done(own!.name);
  return (
    <SiteLayout visit={visit} meta={{ title: `${title} · ${community}`, description: say.welcome(community) }}>
      <div class="sheet wide welcome-step">
        <h1>{title}</h1>
        {words === null ? <p>{say.doneLead(community)}</p> : <Prose text={words} />}
        <p class="step-end">
          <a class="button quiet" href="/compose">
            {say.firstPost}
          </a>
          <a class="button" href="/">
            {say.toTimeline}
          </a>
        </p>
      </div>
    </SiteLayout>
  );
}
