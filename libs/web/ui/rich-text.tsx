import type { ComponentChildren, JSX } from 'preact';
import { foreign, profilePath, safeLink, shortAddress } from './links.js';

// An address ends before a sign that Chinese or closing brackets put after it; a topic or name only counts at its end.
const marked =
  /(?<address>https?:\/\/[^\s<>"'`，。；：！？、（）【】《》「」]+)|(?<topic>[#＃][^#＃@\s]{1,50})(?=\s|$)|(?<name>(?<![A-Za-z0-9])@[A-Za-z0-9]{1,32})(?![A-Za-z0-9])/gu;

interface RichTextProps {
  readonly text: string;
  /** Only these are topics; in comments there are none. */
  readonly topics?: readonly string[];
  /** Where the posts of a topic are. */
  readonly topicPath?: (topic: string) => string;
}

/** What a member wrote: addresses, topics and names become links. Everything else is text. */
export function RichText({ text, topics = [], topicPath }: RichTextProps): JSX.Element {
  const known = new Map(topics.map((topic) => [topic.toLowerCase(), topic]));
  const pieces: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(marked)) {
    const topic = known.get(match[0].slice(1).toLowerCase());
    const shown = match.groups?.['topic'] && !topic ? match[0] : <Piece found={match} {...{ topic, topicPath }} />;
    pieces.push(text.slice(end, match.index), shown);
    end = match.index + match[0].length;
  }
  return <>{[...pieces, text.slice(end)]}</>;
}

interface PieceProps {
  readonly found: RegExpMatchArray;
  readonly topic: string | undefined;
  readonly topicPath: RichTextProps['topicPath'];
}

function Piece({ found, topic, topicPath }: PieceProps): JSX.Element {
  const [whole] = found;
  if (found.groups?.['name']) {
    return (
      <a class="mention" href={profilePath(whole.slice(1))}>
        {whole}
      </a>
    );
  }
  if (found.groups?.['topic']) {
    if (!topic || !topicPath) return <span class="tag">{whole}</span>;
    return (
      <a class="tag" href={topicPath(topic)}>
        {whole}
      </a>
    );
  }
  const address = whole.replace(/[.,;:!?)\]}]+$/, '');
  const href = safeLink(address);
  if (!href) return <>{whole}</>;
  return (
    <>
      <a href={href} {...foreign}>
        {shortAddress(address)}
      </a>
      {whole.slice(address.length)}
    </>
  );
}

const mostLines = 8;

/** The beginning of a long text, cut at a line or a word; null when all of it fits. */
export function folded(text: string, mostLetters: number): string | null {
  const letters = Array.from(text);
  const lines = text.split('\n');
  if (letters.length <= mostLetters && lines.length <= mostLines) return null;
  const some = lines.slice(0, mostLines).join('\n');
  const start = Array.from(some).slice(0, mostLetters).join('');
  const whole = start === some ? start : start.replace(/\s\S{0,20}$/, ''); // no half word
  return `${whole.trimEnd() || start}…`;
}
