import type { JSX } from 'preact';
import type { FormState } from '#web/shell';
import { EmptyState, Field, Form } from '#web/ui';
import { ApexLayout } from './apex-layout.js';
import type { ApexVisit } from './apex-visit.js';

interface FindModel {
  readonly visit: ApexVisit;
  readonly token: string;
  readonly state: FormState;
}

export function FindPage({ visit, token, state }: FindModel): JSX.Element {
  const { say, reader } = visit;
  return (
    <ApexLayout visit={visit} title={`${say.find.title} · ${say.product}`} description={say.find.lead} path="/find">
      <div class="apex-sheet">
        <h1>{say.find.title}</h1>
        <p>{say.find.lead}</p>
        <Form {...{ reader, state, token }} action="/find">
          <Field name="email" label={say.find.email} state={state} type="email" autocomplete="email" required />
          <button class="button">{say.find.submit}</button>
        </Form>
      </div>
    </ApexLayout>
  );
}

/** The same whatever there is: who has which communities is told by mail alone. */
export const SentPage = ({ visit, email }: { visit: ApexVisit; email: string }): JSX.Element => (
  <ApexLayout visit={visit} title={`${visit.say.find.sent} · ${visit.say.product}`} description={visit.say.find.lead}>
    <EmptyState drawing="quiet" title={visit.say.find.sent} action={{ href: '/', text: visit.say.home }}>
      {visit.say.find.sentMore(email)}
    </EmptyState>
  </ApexLayout>
);
