import type { JSX } from 'preact';
import { Icon, type IconName } from './icons.js';
import { shownSize, variantOf } from './files.js';
import type { Reader } from './reader.js';
import type { FileView } from './views.js';

interface PlayedProps {
  readonly address: string;
  readonly alt?: string;
  readonly file?: FileView;
  readonly by: string;
  readonly reader: Reader;
}

/** Nothing but its picture is loaded before somebody plays it. */
export function Film({ address, alt, file, by, reader: { say } }: PlayedProps): JSX.Element {
  if (file && file.state !== 'ready')
    return <Unplayed icon="film" title={alt ?? say.film(by)} {...{ address, file }} say={say} />;
  const poster = variantOf(address, file, 'poster.webp');
  return (
    <video
      class="film"
      src={address}
      poster={poster}
      controls
      playsinline
      preload={poster ? 'none' : 'metadata'}
      aria-label={alt ?? say.film(by)}
      title={alt}
      {...shownSize(file?.width, file?.height)}
    />
  );
}

/** Browsers play what was uploaded as well. */
export const Sound = ({ address, file, by, reader: { say } }: PlayedProps): JSX.Element =>
  file?.state === 'failed' ? (
    <Unplayed icon="sound" title={say.sound(by)} {...{ address, file }} say={say} />
  ) : (
    <audio class="sound" src={address} controls preload="none" aria-label={say.sound(by)} />
  );

interface UnplayedProps {
  readonly address: string;
  readonly icon: IconName;
  readonly title: string;
  readonly file: FileView;
  readonly say: Reader['say'];
}

/** Why it failed is its author's business. While it is being made, a script waits for it. */
const Unplayed = ({ icon, title, address, file: { state }, say }: UnplayedProps): JSX.Element => (
  <div class="linked" data-film={address} data-making={state === 'pending' ? '' : undefined}>
    <Icon name={icon} />
    <span>
      <b>{title}</b>
      <span class="muted small">{state === 'pending' ? say.preparing : say.unplayable}</span>
    </span>
  </div>
);
