import type { Id } from '#kernel/database';
import { InvalidRequest } from '#kernel/http';
import { longestComment } from '#community/comments';
import { lengthOf } from '#community/posts';
import { errorsOf, ownPath, type ReadingVisit } from '#web/shell';
import { spokenNumber } from '#web/ui';
import { reasonOf } from '../compose/check-form.js';
import { composeTexts } from '../compose/compose.texts.js';
import { type FailedFile, mostFiles, type SentItem, valueOf } from '../compose/sent-forms.js';
import { postTexts } from './post.texts.js';
import type { Unsaid } from './writer.js';

/** What somebody says. */
export interface Said {
  readonly content: string;
  readonly pictures?: readonly SentItem[];
  /** The comment or reply that it answers. */
  readonly answers?: Id;
  /** Whom it is for. */
  readonly to?: Id | undefined;
}

/** Some pictures were refused, and nothing was said without them. */
export class NotTaken extends Error {
  constructor(readonly files: readonly FailedFile[]) {
    super('Pictures of a comment were refused.');
  }
}

/** What is kept of what was refused, and why it was; what is no refusal of what was said is thrown on. */
export function unsaidOf(error: unknown, { content, pictures, answers, to }: Said, visit: ReadingVisit): Unsaid {
  const items = pictures?.map((item) => ({
    ...{ type: item.type, called: item.called, alt: item.alt },
    value: valueOf(item),
    shown: ownPath(item.address, visit.site),
  }));
  return { content, message: messageOf(error, content, visit), items, answers, to };
}

function messageOf(error: unknown, content: string, visit: ReadingVisit): string {
  const { locale } = visit.reader;
  const say = postTexts[locale];
  if (error instanceof NotTaken) return error.files.map((file) => whyNot(file, visit)).join('\n');
  if (error instanceof InvalidRequest && !content.trim()) return say.writeFirst;
  if (error instanceof InvalidRequest && lengthOf(content) > longestComment)
    return say.tooLong(spokenNumber(longestComment, locale));
  return Object.values(errorsOf(error, visit))[0]!;
}

function whyNot(file: FailedFile, { reader: { locale } }: ReadingVisit): string {
  const say = postTexts[locale];
  const reason = file.error ? reasonOf(file, composeTexts[locale], locale) : say.tooManyPictures(mostFiles);
  return say.notTaken(file.called, reason);
}
