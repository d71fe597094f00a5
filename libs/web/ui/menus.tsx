import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icons.js';

interface MenuProps {
  /** What it is for, in words. */
  readonly label: string;
  readonly icon?: IconName;
  /** Links and action buttons. */
  readonly children: ComponentChildren;
}

/** What else can be done with a thing. The browser opens it without a script; a script closes it by Escape and by a click elsewhere. */
export const Menu = ({ label, icon = 'more', children }: MenuProps): JSX.Element => (
  <details class="pop">
    <summary aria-label={label} title={label}>
      <Icon name={icon} />
    </summary>
    <div class="pop-list">{children}</div>
  </details>
);

export interface Tab {
  readonly href: string;
  readonly text: string;
  readonly count?: string;
}

/** Views of the same thing, each with an address of its own. */
export const Tabs = ({
  tabs,
  current,
  label,
}: {
  tabs: readonly Tab[];
  current: string;
  label: string;
}): JSX.Element => (
  <nav class="tabs" aria-label={label}>
    {tabs.map(({ href, text, count }) => (
      <a href={href} aria-current={href === current ? 'page' : undefined}>
        {text}
        {count !== undefined && <span class="muted small"> {count}</span>}
      </a>
    ))}
  </nav>
);
