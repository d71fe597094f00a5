import type { JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import { ActionButton, FollowButton, Icon, Menu, profilePath } from '#web/ui';
import type { ProfileTexts } from './profile.texts.js';
import type { ProfileView } from './profile-views.js';

interface ActionsProps {
  readonly visit: ReadingVisit;
  readonly say: ProfileTexts;
  readonly profile: ProfileView;
}

/** What the viewer can do here; guests are led to sign in. */
export function ProfileActions(props: ActionsProps): JSX.Element {
  const { visit, say, profile } = props;
  const { toViewer, isSuspended } = profile;
  if (toViewer.isOwn) {
    return (
      <div class="profile-acts">
        <a class="button small quiet" href="/settings/profile">
          {say.editProfile}
        </a>
      </div>
    );
  }
  const mayApproach = !isSuspended && !toViewer.isBlocked;
  return (
    <div class="profile-acts">
      {mayApproach && <Whisper {...props} />}
      {(mayApproach || toViewer.isFollowing) && (
        <FollowButton
          person={profile}
          isFollowing={toViewer.isFollowing}
          token={visit.formToken}
          reader={visit.reader}
          back={profilePath(profile.username)}
          part="#profile"
        />
      )}
      {visit.viewer && <MoreActions {...props} />}
    </div>
  );
}

function Whisper({ say, profile: { username, name } }: ActionsProps): JSX.Element {
  const text = say.whisper(name);
  return (
    <a class="icon-link edged" href={`/whispers/${encodeURIComponent(username)}`} aria-label={text} title={text}>
      <Icon name="whisper" />
    </a>
  );
}

function MoreActions(props: ActionsProps): JSX.Element {
  const { visit, say, profile } = props;
  const { isMuted, isBlocked } = profile.toViewer;
  const path = profilePath(profile.username);
  const act = { token: visit.formToken, class: '' };
  return (
    <Menu label={say.more(profile.name)}>
      {visit.settings.useFriendship && <FriendActions {...props} />}
      {isMuted ? (
        <ActionButton {...act} action={`${path}/unmute`} text={say.unmute} icon="eye" />
      ) : (
        <ActionButton {...act} action={`${path}/mute`} text={say.mute} icon="mute" />
      )}
      {isBlocked ? (
        <ActionButton {...act} action={`${path}/unblock`} text={say.unblock} icon="check" />
      ) : (
        <ActionButton {...act} action={`${path}/block`} text={say.block} icon="block" class="danger" />
      )}
    </Menu>
  );
}

/** Who asks is answered above; here is what the viewer can begin, take back or end. */
function FriendActions({ visit, say, profile }: ActionsProps): JSX.Element | null {
  const { isFriend, isAsked, asksWith, isBlocked } = profile.toViewer;
  const path = profilePath(profile.username);
  const act = { token: visit.formToken, class: '' };
  if (isFriend) return <ActionButton {...act} action={`${path}/unfriend`} text={say.unfriend} icon="close" />;
  if (isAsked) return <ActionButton {...act} action={`${path}/withdraw`} text={say.withdraw} icon="close" />;
  if (asksWith !== null || isBlocked || profile.isSuspended) return null;
  return (
    <a href={`${path}/befriend`}>
      <Icon name="follow" />
      {say.befriend}
    </a>
  );
}
