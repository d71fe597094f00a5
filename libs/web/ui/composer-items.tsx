import type { JSX } from 'preact';
import type { ComposerTexts } from './composer.texts.js';
import type { ShownForm } from './forms.js';
import { Icon, type IconName } from './icons.js';
import { blockType } from './post-parts.js';

/** A file or link of a post that is being written. */
export interface ShownItem {
  /** As on the wire. */
  readonly type: number;
  /** What stands for it in the form. */
  readonly value: string;
  /** The address of a picture. */
  readonly shown?: string | undefined;
  /** What its owner knows it by. */
  readonly called: string;
  readonly alt: string;
}

interface ItemsProps {
  readonly say: ComposerTexts;
  readonly items: readonly ShownItem[];
  readonly state: ShownForm;
}

/** What was taken already; what is wrong with the rest stands above it. */
export function ComposerItems({ say, items, state }: ItemsProps): JSX.Element {
  const wrong = state.errors['files'];
  return (
    <div class="composer-files" id="files" tabIndex={-1}>
      {wrong && <p class="wrong composer-wrong">{wrong}</p>}
      <ol class="composer-items" data-items>
        {items.map((item) => (
          <Item {...{ item, say }} />
        ))}
      </ol>
      <p class="help composer-remind" hidden={!items.some(isUndescribed)} data-remind>
        {say.remind}
      </p>
    </div>
  );
}

const isUndescribed = ({ type, alt }: ShownItem): boolean => type === blockType.picture && !alt.trim();
const isDescribed = (type: number): boolean => type === blockType.picture || type === blockType.film;

/** Whatever a post can carry: a draft that is restored holds links and recordings, too. */
const everyType = [
  blockType.picture,
  blockType.film,
  blockType.sound,
  blockType.link,
  blockType.file,
  blockType.forSale,
];

/** What scripts make of each file that is added. */
export const ItemTemplates = ({ say, types = everyType }: { say: ComposerTexts; types?: number[] }): JSX.Element => (
  <>
    {types.map((type) => (
      <template data-template={type}>
        <Item item={{ type, value: '', called: '', alt: '' }} say={say} />
      </template>
    ))}
  </>
);

const Item = ({ item, say }: { item: ShownItem; say: ComposerTexts }): JSX.Element => {
  const { type, value, called, alt } = item;
  return (
    <li class="composer-item" data-item={type}>
      <Thumb {...item} />
      <div class="composer-about">
        <b class="composer-called">{called || nameOf(type, say)}</b>
        <span class="composer-state" data-state />
        <progress max={100} value={0} aria-label={say.uploading} hidden />
        <input type="hidden" name="media" value={value} />
        <input type="hidden" name="called" value={called} />
        <Alt {...{ type, alt, say }} />
      </div>
      <label class="composer-remove">
        <input type="checkbox" name="remove" value={value} /> {say.remove}
      </label>
      <div class="composer-acts">
        <Act name="retry" icon="repeat" text={say.retry} hidden />
        <Act name="earlier" icon="up" text={say.earlier} />
        <Act name="later" icon="down" text={say.later} />
        <Act name="remove" icon="close" text={say.remove} />
      </div>
    </li>
  );
};

/** Every item sends one, so that they stand in the order of the others. */
function Alt({ type, alt, say }: { type: number; alt: string; say: ComposerTexts }): JSX.Element {
  if (!isDescribed(type)) return <input type="hidden" name="alt" value="" />;
  return (
    <label class="composer-alt">
      <span class="hidden-text">{say.alt}</span>
      <textarea name="alt" rows={1} maxLength={1000} placeholder={say.altAbout}>
        {alt}
      </textarea>
    </label>
  );
}

interface ActProps {
  readonly name: string;
  readonly icon: IconName;
  readonly text: string;
  readonly hidden?: boolean;
}

const Act = ({ name, icon, text, hidden }: ActProps): JSX.Element => (
  <button class="icon-button" type="button" data-act={name} title={text} aria-label={text} hidden={hidden}>
    <Icon name={icon} />
  </button>
);

function Thumb({ type, shown }: ShownItem): JSX.Element {
  return (
    <span class="composer-thumb">
      {type === blockType.picture ? (
        <img src={shown} alt="" width={72} height={72} hidden={!shown} />
      ) : (
        <Icon name={icons[type] ?? 'file'} />
      )}
    </span>
  );
}

const icons: Readonly<Record<number, IconName>> = {
  [blockType.film]: 'film',
  [blockType.sound]: 'sound',
  [blockType.link]: 'link',
};

function nameOf(type: number, say: ComposerTexts): string {
  const names: Readonly<Record<number, string>> = {
    [blockType.picture]: say.picture,
    [blockType.film]: say.film,
    [blockType.sound]: say.sound,
    [blockType.link]: say.link,
  };
  return names[type] ?? say.file;
}
