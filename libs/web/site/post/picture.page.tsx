import type { JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { Covered, Icon, type Picture, pictureAddress, postPath, type PostView, viewerTexts } from '#web/ui';
import type { PostTexts } from './post.texts.js';

interface PictureModel {
  readonly visit: ReadingVisit;
  readonly say: PostTexts;
  readonly post: PostView;
  readonly picture: Picture;
  readonly number: number;
  readonly all: number;
}

/** One picture of a post, the way to its neighbours, and what it shows in words. */
export function PicturePage(model: PictureModel): JSX.Element {
  const { visit, say, post, number, all } = model;
  const { reader, community } = visit;
  const title = say.pictureBy(post.author.name);
  return (
    <SiteLayout visit={visit} meta={{ title: `${title} · ${community}`, description: title }}>
      <header class="head">
        <a class="back" href={postPath(post.id)} aria-label={reader.say.close} title={reader.say.close}>
          <Icon name="close" />
        </a>
        <h1>{title}</h1>
        {all > 1 && <span class="count muted small">{viewerTexts[reader.locale].pictureOf(number, all)}</span>}
      </header>
      <div class="picture-page">
        <Covered cover={post.cover} reader={reader}>
          <Shown {...model} />
        </Covered>
      </div>
    </SiteLayout>
  );
}

function Shown({ visit, post, picture, number, all }: PictureModel): JSX.Element {
  const say = viewerTexts[visit.reader.locale];
  const { address, alt, file } = picture;
  const size = file?.width && file.height ? { width: file.width, height: file.height } : {};
  return (
    <>
      <figure>
        {file?.state === 'failed' ? (
          <p class="muted">{visit.reader.say.unseen}</p>
        ) : (
          <img
            src={pictureAddress(picture)}
            alt={alt ?? visit.reader.say.picture(number, all, post.author.name)}
            {...size}
          />
        )}
        {alt && <figcaption>{alt}</figcaption>}
      </figure>
      <nav class="picture-ways" aria-label={visit.reader.say.pages}>
        {number > 1 && <Way id={post.id} number={number - 1} rel="prev" icon="back" text={say.previous} />}
        <a class="button quiet small" href={address}>
          {say.original}
        </a>
        {number < all && <Way id={post.id} number={number + 1} rel="next" icon="forward" text={say.next} />}
      </nav>
    </>
  );
}

interface WayProps {
  readonly id: number;
  readonly number: number;
  readonly rel: 'prev' | 'next';
  readonly icon: 'back' | 'forward';
  readonly text: string;
}

const Way = ({ id, number, rel, icon, text }: WayProps): JSX.Element => (
  <a class={`icon-link ${rel}`} href={`${postPath(id)}/media/${number}`} rel={rel} aria-label={text} title={text}>
    <Icon name={icon} />
  </a>
);
