import type { JSX } from 'preact';
import { AvatarLink, Byline } from './byline.js';
import { Icon, type IconName } from './icons.js';
import { postPath, shortAddress } from './links.js';
import { Thumbs } from './pictures.js';
import { blockType, Covered, picturesOf, textOf, titleOf } from './post-parts.js';
import type { Reader } from './reader.js';
import { folded, RichText } from './rich-text.js';
import type { BlockView, PostView, QuotedView } from './views.js';

const mostLetters = 160;

/** A post within another: short, and it opens by itself. */
export function QuotedPost({ quoted, reader }: { quoted: QuotedView; reader: Reader }): JSX.Element {
  if (quoted === 'missing') return <p class="quoted none">{reader.say.quotedGone}</p>;
  if (quoted === 'unread') return <p class="quoted none">{reader.say.quotesAnother}</p>;
  const { id, author, at, cover, edits, place } = quoted;
  return (
    <article class="quoted">
      <div class="who">
        <AvatarLink of={author} little />
        <Byline {...{ author, at, place, edits, reader }} href={postPath(id)} />
      </div>
      <Covered {...{ cover, reader }}>
        <Brief {...{ quoted, reader }} />
      </Covered>
    </article>
  );
}

function Brief({ quoted: { blocks, topics, author, quoted }, reader }: { quoted: PostView; reader: Reader }) {
  const [title, text] = [titleOf(blocks), textOf(blocks)];
  return (
    <>
      {title && <h3>{title}</h3>}
      {text && (
        <p class="text">
          <RichText text={folded(text, mostLetters) ?? text} topics={topics} />
        </p>
      )}
      <Thumbs pictures={picturesOf(blocks)} by={author.name} locale={reader.locale} />
      {blocks.map((block) => (
        <Mention {...{ block, reader }} by={author.name} />
      ))}
      {quoted && <p class="muted small">{reader.say.quotesAnother}</p>}
    </>
  );
}

/** That there is a film or file; it is shown where the post is shown by itself. */
function Mention({ block, by, reader: { say } }: { block: BlockView; by: string; reader: Reader }): JSX.Element | null {
  const named: Partial<Record<number, [IconName, string]>> = {
    [blockType.film]: ['film', block.alt ?? say.film(by)],
    [blockType.sound]: ['sound', say.sound(by)],
    [blockType.link]: ['link', shortAddress(block.content)],
    [blockType.file]: ['file', say.attachment],
    [blockType.forSale]: ['file', say.attachment],
  };
  const found = named[block.type];
  if (!found) return null;
  const [icon, text] = found;
  return (
    <p class="mentioned">
      <Icon name={icon} />
      <span>{text}</span>
    </p>
  );
}
