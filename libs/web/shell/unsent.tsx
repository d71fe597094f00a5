import type { JSX } from 'preact';
import { Form } from '#web/ui';
import type { FormText } from './form-parts.js';
import { isTyped, type KeptForm } from './kept-forms.js';
import { SiteLayout } from './site-layout.js';
import type { ReadingVisit, Visit } from './visit.js';

interface UnsentProps {
  readonly visit: Visit;
  readonly fields: readonly FormText[];
  /** Files were sent with it, which no page can hold. */
  readonly hasFiles: boolean;
}

const rowsFor = (text: string): number =>
  Math.min(12, Math.max(2, text.split('\n').length, Math.ceil(text.length / 60)));

/** What was typed into a form that was refused: to be copied, since nothing is to be lost. */
export function Unsent({ visit: { say }, fields, hasFiles }: UnsentProps): JSX.Element | null {
  const typed = fields.filter(isTyped);
  if (typed.length === 0) return null;
  return (
    <section class="unsent" data-unsent aria-labelledby="unsent">
      <h2 id="unsent">{say.unsent.title}</h2>
      <p class="small muted">{say.unsent.copy}</p>
      {typed.map(([, value], index) => (
        <textarea rows={rowsFor(value)} readOnly aria-label={labelOf(say.unsent.field, index, typed.length)}>
          {`\n${value}`}
        </textarea>
      ))}
      {hasFiles && <p class="small">{say.unsent.files}</p>}
    </section>
  );
}

const labelOf = (text: string, index: number, all: number): string => (all === 1 ? text : `${text} ${index + 1}`);

interface AgainModel {
  readonly visit: ReadingVisit;
  /** For the form, of whoever is signed in now. */
  readonly token: string;
  readonly form: KeptForm;
  readonly title: string;
  readonly more: string;
}

/** The form as it was typed, ready to be sent by whoever typed it, and by nobody else. */
export function SendAgainPage({ visit, token, form, title, more }: AgainModel): JSX.Element {
  const { say, reader, community } = visit;
  const typed = form.fields.filter(isTyped);
  return (
    <SiteLayout visit={visit} meta={{ title: `${title} · ${community}`, description: more }}>
      <div class="sheet wide" data-unsent>
        <h1>{title}</h1>
        <p>{more}</p>
        <Form {...{ reader, token }} action={form.path}>
          {form.fields.map((field) =>
            isTyped(field) ? (
              <div class="field">
                <textarea
                  name={field[0]}
                  rows={rowsFor(field[1])}
                  aria-label={labelOf(say.unsent.field, typed.indexOf(field), typed.length)}
                >
                  {`\n${field[1]}`}
                </textarea>
              </div>
            ) : (
              <input type="hidden" name={field[0]} value={field[1]} />
            ),
          )}
          {form.hasFiles && <p class="note">{say.unsent.files}</p>}
          <div class="actions">
            <button class="button">{say.unsent.send}</button>
            <a class="button quiet" href="/">
              {say.toFront}
            </a>
          </div>
        </Form>
      </div>
    </SiteLayout>
  );
}
