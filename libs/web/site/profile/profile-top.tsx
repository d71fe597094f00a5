import type { JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import {
  ActionButton,
  Cover,
  exactTime,
  foreign,
  Icon,
  profilePath,
  type Reader,
  RichText,
  shortAddress,
  spokenNumber,
  variantAt,
} from '#web/ui';
import type { ProfileTexts } from './profile.texts.js';
import { ProfileActions } from './profile-actions.js';
import type { ProfileView } from './profile-views.js';

interface TopProps {
  readonly visit: ReadingVisit;
  readonly say: ProfileTexts;
  readonly profile: ProfileView;
  readonly wrong?: string;
}

/** Who it is, and what they and the viewer are to each other; all of it changes when that does. */
export const ProfileTop = (props: TopProps): JSX.Element => {
  const { say, profile, wrong } = props;
  return (
    <section class="profile" id="profile" aria-label={say.profile(profile.name)}>
      <div class="profile-cover">
        <Cover address={profile.cover} />
        {profile.toViewer.isOwn && (
          <a class="cover-change" href="/settings/profile#cover">
            <Icon name="picture" />
            {profile.cover ? say.changeCover : say.addCover}
          </a>
        )}
      </div>
      <div class="profile-line">
        <img class="avatar profile-avatar" src={likenessOf(profile)} alt="" width={96} height={96} />
        <ProfileActions {...props} />
      </div>
      {wrong && (
        <p class="alert" role="alert" tabIndex={-1} autofocus>
          {wrong}
        </p>
      )}
      <Names {...props} />
      <About {...props} />
      <Counts {...props} />
      <Notes {...props} />
    </section>
  );
};

/** Of pictures that somebody brought there is one of this size. */
const likenessOf = ({ avatar }: ProfileView): string =>
  avatar.startsWith('/media/') ? variantAt(avatar, 'avatar.webp') : avatar;

function Names({ visit, say, profile }: TopProps): JSX.Element {
  const { isFriend, isFollower, isAsked } = profile.toViewer;
  const { useFriendship } = visit.settings;
  const signs = [
    profile.isAdmin && say.admin,
    useFriendship && isFriend && say.friend,
    isFollower && say.followsYou,
    useFriendship && isAsked && say.asked,
  ].filter((sign): sign is string => typeof sign === 'string');
  return (
    <div class="profile-names">
      <h1>{profile.name}</h1>
      <p class="muted">
        <span>@{profile.username}</span>
        {signs.map((sign) => (
          <span class="sign">{sign}</span>
        ))}
      </p>
    </div>
  );
}

function About({ visit: { reader }, say, profile: { bio, link, joined } }: TopProps): JSX.Element {
  return (
    <>
      {bio && (
        <p class="profile-bio">
          <RichText text={bio} />
        </p>
      )}
      <p class="profile-facts muted small">
        {link && (
          <a href={link} {...foreign}>
            <Icon name="link" />
            {shortAddress(link)}
          </a>
        )}
        <span title={exactTime(joined, reader)}>
          <Icon name="history" />
          {say.joined(monthOf(joined, reader))}
        </span>
      </p>
    </>
  );
}

const monthOf = (time: Date, { locale, timeZone }: Reader): string =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone }).format(time);

function Counts({ visit: { reader }, say, profile }: TopProps): JSX.Element {
  const path = profilePath(profile.username);
  const counts = [
    [`${path}/following`, profile.following, say.followingCount()],
    [`${path}/followers`, profile.followers, say.followerCount(profile.followers)],
    [path, profile.posts, say.postCount(profile.posts)],
  ] as const;
  return (
    <p class="profile-counts">
      {counts.map(([href, number, name]) => (
        <a href={href}>
          <b>{spokenNumber(number, reader.locale)}</b> {name}
        </a>
      ))}
    </p>
  );
}

/** What has to be said or answered before anything else. */
function Notes({ visit, say, profile }: TopProps): JSX.Element {
  const { isSuspended, name, toViewer, username } = profile;
  const { asksWith, isMuted } = toViewer;
  const path = profilePath(username);
  const token = visit.formToken;
  return (
    <>
      {isSuspended && <p class="note">{say.suspended}</p>}
      {asksWith !== null && visit.settings.useFriendship && (
        <div class="note profile-asks">
          <p>
            <b>{say.asksYou(name)}</b>
          </p>
          {asksWith && <blockquote>{asksWith}</blockquote>}
          <div class="actions">
            <ActionButton action={`${path}/accept`} {...{ token }} text={say.accept} class="button small" />
            <ActionButton action={`${path}/refuse`} {...{ token }} text={say.refuse} class="button small quiet" />
          </div>
        </div>
      )}
      {isMuted && <p class="note small">{say.mutedHere}</p>}
    </>
  );
}
