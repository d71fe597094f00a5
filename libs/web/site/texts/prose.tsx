import type { ComponentChildren, JSX } from 'preact';
import { foreign, RichText, safeLink } from '#web/ui';

type Block =
  | { readonly kind: 'heading'; readonly depth: number; readonly text: string }
  | { readonly kind: 'points' | 'steps'; readonly items: readonly string[] }
  | { readonly kind: 'paragraph'; readonly text: string };

const heading = /^(#{1,4})\s+(.+)$/;
const point = /^[-*•·]\s+(.+)$/;
const step = /^\d{1,3}[.)、．]\s*(.+)$/;

/** Headings, lists and paragraphs, told apart by how a line begins. Everything else is text. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let isOpen = false;
  for (const line of text.split('\n').map((given) => given.trim())) {
    const block = line === '' ? null : blockOf(line);
    const last = isOpen ? blocks.at(-1) : undefined;
    const joined = block && last && joinedTo(last, block);
    if (joined) blocks[blocks.length - 1] = joined;
    else if (block) blocks.push(block);
    isOpen = block !== null;
  }
  return blocks;
}

function blockOf(line: string): Block {
  const [, marks, title] = heading.exec(line) ?? [];
  if (marks && title) return { kind: 'heading', depth: marks.length, text: title };
  const item = point.exec(line)?.[1];
  if (item) return { kind: 'points', items: [item] };
  const numbered = step.exec(line)?.[1];
  return numbered ? { kind: 'steps', items: [numbered] } : { kind: 'paragraph', text: line };
}

/** With the line above it, where they belong together. */
function joinedTo(last: Block, next: Block): Block | null {
  if (last.kind === 'paragraph' && next.kind === 'paragraph') return { ...last, text: `${last.text}\n${next.text}` };
  if ('items' in last && 'items' in next && last.kind === next.kind)
    return { ...last, items: [...last.items, ...next.items] };
  if ('items' in last && next.kind === 'paragraph') {
    const items = last.items.with(-1, `${last.items.at(-1)}\n${next.text}`);
    return { ...last, items };
  }
  return null;
}

const marked = /\*\*(?<strong>[^*\n]+)\*\*|\[(?<name>[^\]\n]+)\]\((?<address>[^()\s]+)\)/g;

/** Bold words and named links; addresses are links by themselves. */
function Line({ text }: { text: string }): JSX.Element {
  const pieces: ComponentChildren[] = [];
  let end = 0;
  for (const found of text.matchAll(marked)) {
    pieces.push(<RichText text={text.slice(end, found.index)} />, <Marked found={found} />);
    end = found.index + found[0].length;
  }
  return <>{[...pieces, <RichText text={text.slice(end)} />]}</>;
}

function Marked({ found }: { found: RegExpMatchArray }): JSX.Element {
  const { strong, name, address = '' } = found.groups!;
  if (strong !== undefined) return <strong>{strong}</strong>;
  if (/^\/(?![/\\])/.test(address)) return <a href={address}>{name}</a>;
  const href = safeLink(address);
  if (!href) return <>{found[0]}</>;
  return (
    <a href={href} {...foreign}>
      {name}
    </a>
  );
}

/** What an owner wrote, with the few marks of Markdown that plain writing needs. */
export function Prose({ text }: { text: string }): JSX.Element {
  const blocks = blocksOf(text);
  const top = Math.min(...blocks.map((block) => (block.kind === 'heading' ? block.depth : Infinity)));
  return (
    <div class="prose">
      {blocks.map((block) => (
        <Part {...{ block, top }} />
      ))}
    </div>
  );
}

function Part({ block, top }: { block: Block; top: number }): JSX.Element {
  if (block.kind === 'heading') return block.depth === top ? <h2>{block.text}</h2> : <h3>{block.text}</h3>;
  if (block.kind === 'paragraph') {
    return (
      <p>
        <Line text={block.text} />
      </p>
    );
  }
  const List = block.kind === 'points' ? 'ul' : 'ol';
  return (
    <List>
      {block.items.map((item) => (
        <li>
          <Line text={item} />
        </li>
      ))}
    </List>
  );
}
