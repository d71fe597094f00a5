import type { ComponentChildren, JSX } from 'preact';

const drawings = {
  /** A sleepy bubble. */
  quiet: (
    <>
      <circle cx="62" cy="56" r="34" />
      <path d="M46 54q6 6 12 0M68 54q6 6 12 0M56 70q6 4 12 0M44 40a24 24 0 0 1 12-9" />
      <path d="M102 40h12l-12 14h12M110 14h8l-8 10h8" />
    </>
  ),
  /** A bubble that has burst. */
  gone: (
    <>
      <path d="M34 78a34 34 0 0 1-4-20M40 34a34 34 0 0 1 17-12M78 25a34 34 0 0 1 16 16M98 60a34 34 0 0 1-8 19M74 90a34 34 0 0 1-19 0" />
      <path d="M16 40l-8-5M28 18l-5-8M66 10V2M104 22l7-7M116 58h9M108 90l7 6M65 96v6M20 84l-8 5" />
      <path d="M52 50l8 8M60 50l-8 8M72 50l8 8M80 50l-8 8M56 74q10-8 20 0" />
    </>
  ),
  /** A key in a bubble. */
  welcome: (
    <>
      <circle cx="66" cy="52" r="44" />
      <circle cx="50" cy="52" r="13" />
      <path d="M63 52h32M86 52v11M95 52v8M30 34a40 40 0 0 1 14-16" />
    </>
  ),
};

interface EmptyStateProps {
  readonly drawing: keyof typeof drawings;
  readonly title: string;
  readonly children: ComponentChildren;
  /** Said last, quietly. */
  readonly note?: string;
  readonly action?: { readonly href: string; readonly text: string };
  /** `h2` on a page that has a heading of its own. */
  readonly heading?: 'h1' | 'h2';
}

/** A drawing, one sentence and one action. */
export const EmptyState = ({
  drawing,
  title,
  children,
  note,
  action,
  heading: Heading = 'h1',
}: EmptyStateProps): JSX.Element => (
  <div class="empty">
    <svg class="drawing" viewBox="0 0 132 104" aria-hidden="true" focusable="false">
      {drawings[drawing]}
    </svg>
    <Heading>{title}</Heading>
    <p>{children}</p>
    {note && <p class="small">{note}</p>}
    {action && (
      <a class="button" href={action.href}>
        {action.text}
      </a>
    )}
  </div>
);
