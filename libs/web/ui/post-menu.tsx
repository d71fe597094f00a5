import type { JSX } from 'preact';
import { ActionButton } from './forms.js';
import { Icon, type IconName } from './icons.js';
import { postPath } from './links.js';
import type { MarksProps } from './marks.js';
import { Menu } from './menus.js';

interface Act {
  readonly path: string;
  readonly text: string;
  readonly icon: IconName;
}

/** What else can be done with a post by whoever reads it: nothing for guests. */
export function PostMenu(props: MarksProps): JSX.Element | null {
  const { post, reader, token, back } = props;
  const { say } = reader;
  const { own } = post;
  if (!own || typeof token !== 'string') return null;
  const path = postPath(post.id);
  const returning = back === undefined ? '' : `?back=${encodeURIComponent(back)}`;
  return (
    <div class="post-menu">
      <Menu label={say.moreActions}>
        <a href={path} data-copy data-said={say.linkCopied}>
          <Icon name="link" />
          {say.copyLink}
        </a>
        {own.isAuthor && !post.isRepost && <Item href={`${path}/edit`} icon="compose" text={say.edit} />}
        {(own.isAuthor || own.isStaff) && !post.isRepost && (
          <Item href={`${path}/visibility${returning}`} icon="eye" text={say.whoSees} />
        )}
        {actsOf(props).map((act) => (
          <ActionButton
            action={`${path}/${act.path}`}
            class=""
            token={token}
            text={act.text}
            icon={act.icon}
            fields={back === undefined ? {} : { back }}
          />
        ))}
        {(own.isAuthor || own.isStaff) && (
          <a class="danger" href={`${path}/delete${returning}`}>
            <Icon name="remove" />
            {say.delete}
          </a>
        )}
      </Menu>
    </div>
  );
}

/** What one press turns round. */
function actsOf({ post, reader: { say } }: MarksProps): Act[] {
  const { isAuthor, isStaff } = post.own!;
  const { isTop, isLocked, isHighlight, isRepost } = post;
  if (isRepost) return [];
  const acts: [boolean, Act][] = [
    [isAuthor, { path: 'highlight', icon: 'highlight', text: isHighlight ? say.noHighlight : say.makeHighlight }],
    [isStaff, { path: 'stick', icon: 'pin', text: isTop ? say.unpin : say.pin }],
    [isAuthor || isStaff, { path: 'lock', icon: 'lock', text: isLocked ? say.unlock : say.lock }],
  ];
  return acts.filter(([may]) => may).map(([, act]) => act);
}

const Item = ({ href, icon, text }: { href: string; icon: IconName; text: string }): JSX.Element => (
  <a href={href}>
    <Icon name={icon} />
    {text}
  </a>
);
