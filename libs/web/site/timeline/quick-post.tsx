import type { JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import { Avatar, Form, Icon } from '#web/ui';
import type { TimelineTexts } from './timeline.texts.js';

/** A line to write in at once; all that a post can have besides is at `/compose`. */
export function QuickPost({ visit, say }: { visit: ReadingVisit; say: TimelineTexts }): JSX.Element {
  const { own, reader, formToken, settings } = visit;
  return (
    <Form reader={reader} token={formToken} action="/compose" class="quick">
      <Avatar of={own!} />
      <textarea
        name="content"
        rows={1}
        required
        maxLength={settings.tweetMaxLength}
        placeholder={say.whatsNew}
        aria-label={say.whatsNew}
        data-grows
      />
      <a class="icon-link" href="/compose" title={visit.say.compose} aria-label={visit.say.compose}>
        <Icon name="picture" />
      </a>
      <button class="button small">{say.post}</button>
    </Form>
  );
}
