import type { JSX } from 'preact';
import { cropTexts } from './crop.texts.js';
import { variantAt } from './files.js';
import { Field, type ShownForm } from './forms.js';
import type { Reader } from './reader.js';

/** The picture across the top of a page, three times as wide as high; without one a band in the accent. */
export const Cover = ({ address }: { address: string | null }): JSX.Element => (
  <div class={address ? 'masthead own' : 'masthead'}>
    {address && (
      <img
        src={variantAt(address, 'feed.webp')}
        srcset={`${variantAt(address, 'feed.webp')} 720w, ${variantAt(address, 'detail.webp')} 1600w`}
        sizes="(min-width:820px) 640px, 100vw"
        width="1500"
        height="500"
        alt=""
      />
    )}
  </div>
);

/** Where it is, and what it stands on. */
export interface OwnWideLogo {
  readonly shown: string;
  readonly ground: 'light' | 'dark' | 'none';
}

interface WideLogoProps {
  readonly logo: OwnWideLogo;
  readonly name: string;
}

/** In place of logo and name. */
export const WideLogo = ({ logo: { shown, ground }, name }: WideLogoProps): JSX.Element => (
  <span class={`wide-logo on-${ground}`}>
    <img src={variantAt(shown, 'feed.webp')} alt={name} />
  </span>
);

interface PictureFieldProps {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  /** What becomes of it where no script has its part chosen. */
  readonly plainly?: string;
  readonly state: ShownForm;
}

/** For a picture to be chosen. Below an element with `data-crop` a script has its part chosen, and shows it there. */
export const PictureField = ({ plainly, ...field }: PictureFieldProps): JSX.Element => (
  <>
    <Field {...field} type="file" accept="image/jpeg,image/png,image/gif,image/webp" />
    {plainly && (
      <noscript>
        <p class="help plainly">{plainly}</p>
      </noscript>
    )}
  </>
);

/** For the part of a picture; opened by the script alone. Stands outside of forms. */
export function CropDialog({ reader }: { reader: Reader }): JSX.Element {
  const say = cropTexts[reader.locale];
  return (
    <dialog class="crop" aria-labelledby="crop-title" aria-describedby="crop-how">
      <h2 id="crop-title">{say.title}</h2>
      <p class="muted small" id="crop-how">
        {say.how}
      </p>
      <div class="crop-stage">
        <div class="crop-view">
          <canvas />
          <button type="button" class="crop-frame" aria-label={say.frame} />
        </div>
        {(['nw', 'ne', 'sw'] as const).map((corner) => (
          <span class="crop-corner" data-corner={corner} aria-hidden="true" />
        ))}
        <button type="button" class="crop-corner" data-corner="se" aria-label={say.corner} />
      </div>
      <label class="crop-size">
        <span>{say.size}</span>
        <input type="range" min="1" max="100" />
      </label>
      <p class="actions">
        <button type="button" class="button quiet" data-crop-cancel>
          {say.cancel}
        </button>
        <button type="button" class="button" data-crop-use>
          {say.use}
        </button>
      </p>
    </dialog>
  );
}
