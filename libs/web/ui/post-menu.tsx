import type { JSX } from 'preact';
import { Icon, type IconName } from './icons.js';
import { postPath } from './links.js';
import type { MarksProps } from './marks.js';
import { Menu } from './menus.js';
import { Press, PutAway } from './press.js';

interface Act {
  readonly path: string;
  readonly icon: IconName;
  readonly text: string;
  /** What turns it round again. */
  readonly other: string;
  /** What stands above the post meanwhile. */
  readonly sign: string;
}

/** What else can be done with a post by whoever reads it: nothing for guests. */
export function PostMenu(props: MarksProps): JSX.Element | null {
  const { post, reader, token, back } = props;
  const { say } = reader;
  const { own } = post;
  if (!own || typeof token !== 'string') return null;
  const path = postPath(post.id);
  const returning = back === undefined ? '' : `?back=${encodeURIComponent(back)}`;
  const mayManage = own.isAuthor || own.isStaff;
  return (
    <div class="post-menu" data-failed={say.notDone}>
      <Menu label={say.moreActions}>
        <a href={path} data-copy data-said={say.linkCopied}>
          <Icon name="link" />
          {say.copyLink}
        </a>
        <Said {...props} returning={returning} />
        {actsOf(props).map((act) => (
          <Turn {...{ act, path, token, back }} />
        ))}
        {!own.isAuthor && <PutAway {...{ token, say }} of={post.author} back={back?.includes('#') ? back : '/'} />}
        {mayManage && <Item href={`${path}/delete${returning}`} icon="remove" text={say.delete} look="danger" asks />}
      </Menu>
    </div>
  );
}

/** What it says, and to whom. */
function Said({ post, reader: { say }, returning }: MarksProps & { returning: string }): JSX.Element | null {
  const { isAuthor, isStaff } = post.own!;
  if (post.isRepost) return null;
  const path = postPath(post.id);
  return (
    <>
      {isAuthor && <Item href={`${path}/edit`} icon="compose" text={say.edit} />}
      {(isAuthor || isStaff) && <Item href={`${path}/visibility${returning}`} icon="eye" text={say.whoSees} asks />}
    </>
  );
}

interface TurnProps {
  readonly act: Act;
  readonly path: string;
  readonly token: string;
  readonly back: string | undefined;
}

const Turn = ({ act, path, token, back }: TurnProps): JSX.Element => (
  <Press
    action={`${path}/${act.path}`}
    token={token}
    part="closest article"
    fields={{ back }}
    shows={{ 'data-sign': act.sign }}
  >
    <button>
      <Icon name={act.icon} />
      <span data-other={act.other}>{act.text}</span>
    </button>
  </Press>
);

/** What one press turns round. */
function actsOf({ post, reader: { say } }: MarksProps): Act[] {
  const { isAuthor, isStaff } = post.own!;
  if (post.isRepost) return [];
  const acts: [may: boolean, is: boolean, Act][] = [
    [isAuthor, post.isHighlight, actOf('highlight', 'highlight', [say.makeHighlight, say.noHighlight], say.highlight)],
    [isStaff, post.isTop, actOf('stick', 'pin', [say.pin, say.unpin], say.pinned)],
    [isAuthor || isStaff, post.isLocked, actOf('lock', 'lock', [say.lock, say.unlock], say.locked)],
  ];
  return acts.filter(([may]) => may).map(([, is, act]) => (is ? { ...act, text: act.other, other: act.text } : act));
}

const actOf = (path: string, icon: IconName, [text, other]: readonly [string, string], sign: string): Act => ({
  ...{ path, icon, text, other, sign },
});

interface ItemProps {
  readonly href: string;
  readonly icon: IconName;
  readonly text: string;
  readonly look?: string;
  /** A script asks what it asks where one is. */
  readonly asks?: boolean;
}

const Item = ({ href, icon, text, look, asks }: ItemProps): JSX.Element => (
  <a class={look} href={href} data-ask={asks}>
    <Icon name={icon} />
    {text}
  </a>
);
