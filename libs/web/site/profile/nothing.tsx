import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from '#web/ui';

interface NothingProps {
  readonly icon: IconName;
  readonly title: string;
  readonly more?: string;
  /** One way on. */
  readonly children?: ComponentChildren;
}

/** In place of a list, below the heading of a page. */
export const Nothing = ({ icon, title, more, children }: NothingProps): JSX.Element => (
  <div class="nothing">
    <Icon name={icon} />
    <h2>{title}</h2>
    {more && <p>{more}</p>}
    {children}
  </div>
);
