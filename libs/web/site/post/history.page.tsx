import type { JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { Back, exactTime, postPath, type PostView, Thumbs } from '#web/ui';
import type { PostVersion } from './post-versions.js';
import type { PostTexts } from './post.texts.js';
import type { Stretch } from './word-changes.js';

interface HistoryModel {
  readonly visit: ReadingVisit;
  readonly say: PostTexts;
  readonly post: PostView;
  readonly versions: readonly PostVersion[];
}

/** Every version of a post with what its edit changed, the newest first. */
export function HistoryPage(model: HistoryModel): JSX.Element {
  const { visit, say, post, versions } = model;
  const { reader, community } = visit;
  const about = say.historyOf(post.author.name);
  return (
    <SiteLayout visit={visit} meta={{ title: `${about} · ${community}`, description: about }}>
      <header class="head">
        <Back href={postPath(post.id)} reader={reader} />
        <h1>{say.history}</h1>
      </header>
      {versions.length === 1 && <p class="note gone">{say.neverEdited}</p>}
      <ol class="versions" reversed>
        {versions.map((version, index) => (
          <Version {...model} version={version} isNewest={index === 0} />
        ))}
      </ol>
    </SiteLayout>
  );
}

function Version({
  visit: { reader },
  say,
  post,
  version,
  isNewest,
}: HistoryModel & { version: PostVersion; isNewest: boolean }): JSX.Element {
  const { at, edit, cover, pictures, changes } = version;
  const isEmpty = changes.every(({ text }) => text === '');
  return (
    <li class="version">
      <h2>
        {edit === 0 ? say.first : say.edit(edit)}
        {isNewest && edit > 0 && <span class="author-sign">{say.now}</span>}
      </h2>
      <p class="muted small">
        <time datetime={at.toISOString()}>{exactTime(at, reader)}</time>
      </p>
      {cover && <p class="muted">{say.warningWas(cover)}</p>}
      <p class="text">
        {isEmpty ? <span class="muted">{say.noText}</span> : changes.map((change) => <Changed {...{ say, change }} />)}
      </p>
      <Thumbs {...{ pictures }} by={post.author.name} locale={reader.locale} />
    </li>
  );
}

/** In words, too, for whoever does not see colours. */
function Changed({ say, change: { kind, text } }: { say: PostTexts; change: Stretch }): JSX.Element {
  if (kind === 'same') return <>{text}</>;
  const Changes = kind === 'added' ? 'ins' : 'del';
  return (
    <Changes>
      <span class="hidden-text">{kind === 'added' ? say.added : say.removed} </span>
      {text}
    </Changes>
  );
}
