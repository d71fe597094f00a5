import type { ComponentChildren, JSX } from 'preact';
import { FormToken } from './forms.js';
import { Icon } from './icons.js';
import { profilePath } from './links.js';

interface PressProps {
  readonly action: string;
  readonly token: string;
  /** What of the page is answered anew to a script, as a selector seen from the form; none: nothing is. */
  readonly part?: string;
  /** What else is sent; what is undefined is not. */
  readonly fields?: Readonly<Record<string, string | number | undefined>>;
  /** What a script shows before it is answered, and says; see client/actions.js. */
  readonly shows?: Readonly<Record<`data-${string}`, string | undefined>>;
  /** One button. */
  readonly children: ComponentChildren;
}

/** Done by one press. Without scripts a form that comes back to its page; with them only the part of it comes anew. */
export function Press({ action, token, part, fields = {}, shows, children }: PressProps): JSX.Element {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return (
    <form
      class="act"
      method="post"
      action={action}
      hx-post={action}
      hx-target={part}
      hx-swap={part === undefined ? 'none' : 'outerMorph'}
      data-press
      {...shows}
    >
      <FormToken token={token} />
      {given.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

interface AwayProps {
  readonly token: string;
  readonly of: { readonly name: string; readonly username: string };
  readonly say: { readonly undo: string; mute(name: string): string; block(name: string): string };
  readonly back?: string | undefined;
}

const acts = [
  ['mute', 'unmute', 'mute'],
  ['block', 'unblock', 'block'],
] as const;

/** No longer to read what somebody writes; no longer to be read by them either. A script says how that is undone. */
export const PutAway = ({ token, of: { name, username }, say, back }: AwayProps): JSX.Element => (
  <>
    {acts.map(([act, undo, icon]) => (
      <Press
        action={`${profilePath(username)}/${act}`}
        token={token}
        fields={{ back }}
        shows={{ 'data-away': username, 'data-undo': `${profilePath(username)}/${undo}`, 'data-undo-name': say.undo }}
      >
        <button class={act === 'block' ? 'danger' : undefined}>
          <Icon name={icon} />
          {say[act](name)}
        </button>
      </Press>
    ))}
  </>
);
