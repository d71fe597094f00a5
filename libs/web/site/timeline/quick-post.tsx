import type { JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import { Avatar, composerTexts, Form, Icon } from '#web/ui';
import type { TimelineTexts } from './timeline.texts.js';

/** A line to write in at once; all that a post can have besides is at `/compose`. */
export function QuickPost({ visit, say }: { visit: ReadingVisit; say: TimelineTexts }): JSX.Element | null {
  const { own, reader, formToken, settings } = visit;
  if (reader.isFrozen) return null;
  const composer = composerTexts[reader.locale];
  return (
    <Form reader={reader} token={formToken} action="/compose" class="quick">
      <Avatar of={own!} />
      <textarea
        name="content"
        rows={1}
        required
        placeholder={say.whatsNew}
        aria-label={say.whatsNew}
        aria-describedby="quick-count"
        data-grows
        data-suggest-words={composer.suggestions}
        data-suggest-found={composer.found(2).replace('2', '{n}')}
        data-limit={settings.tweetMaxLength}
        data-left={composer.left('{n}')}
        data-over={composer.over('{n}')}
      />
      <span class="quick-count" id="quick-count" data-count hidden />
      <a class="icon-link" href="/compose" title={visit.say.compose} aria-label={visit.say.compose}>
        <Icon name="picture" />
      </a>
      <button class="button small">{say.post}</button>
    </Form>
  );
}
