import type { ComponentChildren, JSX } from 'preact';
import { FormToken, Icon, type IconName } from '#web/ui';

interface PlaceActProps {
  readonly action: string;
  readonly token: string | null;
  readonly text: string;
  readonly icon: IconName;
  readonly fields: Readonly<Record<string, string>>;
  /** What of the page changes by it: a selector. */
  readonly part: string;
  /** Keeps the focus where it is when that part is another. */
  readonly id: string;
  readonly isOff?: boolean;
}

/** A button by which a list changes; in place where scripts are. */
export function PlaceAct({ action, token, text, icon, fields, part, id, isOff = false }: PlaceActProps): JSX.Element {
  const inPlace = { 'hx-post': action, 'hx-target': part, 'hx-select': part, 'hx-swap': 'outerMorph' };
  return (
    <form class="act" method="post" action={action} data-part="" {...inPlace}>
      <FormToken token={token} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class="icon-button" id={id} title={text} disabled={isOff || token === null}>
        <Icon name={icon} />
        <span class="hidden-text">{text}</span>
      </button>
    </form>
  );
}

interface OrderProps extends Pick<PlaceActProps, 'token' | 'part' | 'fields'> {
  readonly action: string;
  /** Of the thing, among all of the page. */
  readonly id: string;
  readonly up: string;
  readonly down: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Brings a thing of a list nearer to one of its ends. */
export const OrderActs = ({ id, up, down, isFirst, isLast, fields, ...act }: OrderProps): JSX.Element => (
  <>
    <PlaceAct {...act} id={`${id}-up`} text={up} icon="up" fields={{ ...fields, to: 'up' }} isOff={isFirst} />
    <PlaceAct {...act} id={`${id}-down`} text={down} icon="down" fields={{ ...fields, to: 'down' }} isOff={isLast} />
  </>
);

interface DeskSearchProps {
  readonly action: string;
  readonly words: string;
  readonly label: string;
  readonly button: string;
  /** What shows what is found: a selector. It follows what is typed, where scripts are. */
  readonly part: string;
  /** What else is asked for. */
  readonly children?: ComponentChildren;
}

export function DeskSearch({ action, words, label, button, part, children }: DeskSearchProps): JSX.Element {
  const live = {
    'hx-get': action,
    'hx-trigger': 'input delay:250ms',
    'hx-target': part,
    'hx-select': part,
    'hx-swap': 'outerMorph',
  };
  return (
    <form class="search-box desk-search" action={action} role="search" aria-label={label} {...live}>
      <Icon name="search" />
      <input type="search" name="q" value={words} aria-label={label} placeholder={label} maxLength={50} />
      {children}
      <button class="button quiet small">{button}</button>
    </form>
  );
}
