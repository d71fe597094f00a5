import type { JSX } from 'preact';
import { templateNames } from '#platform/templates';
import type { SignupPolicy } from '#platform/signups';
import { blank, type FormState } from '#web/shell';
import { EmptyState, Field, Form, Select } from '#web/ui';
import { ApexLayout } from './apex-layout.js';
import type { ApexVisit } from './apex-visit.js';

export interface CreateModel {
  readonly visit: ApexVisit;
  readonly token: string;
  readonly policy: SignupPolicy;
  readonly state: FormState;
  /** By which the request is known when it comes twice. */
  readonly requestKey: string;
  /** Said of the address, where it was looked at. */
  readonly looked?: string | undefined;
  /** Where a community `tea` would be. */
  readonly example: string;
}

const languages = [
  { value: 'zh-CN', text: '简体中文' },
  { value: 'en', text: 'English' },
];

/** Without a password: it is never sent back. */
export function CreatePage(model: CreateModel): JSX.Element {
  const { visit, token, policy, state, requestKey } = model;
  const { say, reader } = visit;
  const ways = { approval: say.create.byApproval, invitation: say.create.byInvitation, open: null, closed: null };
  return (
    <ApexLayout
      visit={visit}
      title={`${say.create.title} · ${say.product}`}
      description={say.description}
      path="/create"
    >
      <div class="apex-sheet">
        <h1>{say.create.title}</h1>
        <p>{say.create.lead}</p>
        {ways[policy] && <p class="note">{ways[policy]}</p>}
        <Form {...{ reader, state, token }} action="/create">
          <input type="hidden" name="request_key" value={requestKey} />
          {policy === 'invitation' && <CodeField {...model} />}
          <CommunityFields {...model} />
          <OwnerFields {...model} />
          <div class="actions">
            <button class="button">{policy === 'approval' ? say.create.submitRequest : say.create.submit}</button>
            <button class="button quiet" name="check" value="1" formNoValidate>
              {say.create.check}
            </button>
          </div>
        </Form>
      </div>
    </ApexLayout>
  );
}

const CodeField = ({ visit: { say }, state }: CreateModel): JSX.Element => (
  <Field
    name="code"
    label={say.create.code}
    help={say.create.codeHelp}
    state={state}
    autocomplete="off"
    spellcheck={false}
    required
  />
);

function CommunityFields(model: CreateModel): JSX.Element {
  const { visit, state } = model;
  const say = visit.say.create;
  return (
    <fieldset class="fieldset">
      <legend>{say.community}</legend>
      <Field
        name="name"
        label={say.name}
        help={say.nameHelp}
        state={state}
        maxLength={80}
        autocomplete="off"
        required
      />
      <AddressField {...model} />
      <Select
        name="locale"
        label={say.language}
        help={say.languageHelp}
        state={state}
        value={visit.reader.locale}
        options={languages}
      />
      <Templates visit={visit} state={state} />
    </fieldset>
  );
}

/** With what was found out about it, where somebody has asked. */
function AddressField({ visit, state, looked, example }: CreateModel): JSX.Element {
  const say = visit.say.create;
  return (
    <div class="field">
      <Field
        name="slug"
        label={say.slug}
        help={say.slugHelp(example)}
        state={state}
        maxLength={40}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        required
      />
      {looked && (
        <span class="fine" role="status">
          {looked}
        </span>
      )}
    </div>
  );
}

/** One of a few, each with what it brings. */
function Templates({ visit, state }: Pick<CreateModel, 'visit' | 'state'>): JSX.Element {
  const say = visit.say.create;
  const chosen = state.values['template'] ?? templateNames[0];
  const wrong = state.errors['template'];
  return (
    <fieldset class="apex-templates" id="template" aria-describedby="template-help">
      <legend>{say.template}</legend>
      {wrong && <span class="wrong">{wrong}</span>}
      {([...templateNames, 'none'] as const).map((name) => (
        <label>
          <input
            type="radio"
            name="template"
            value={name === 'none' ? '' : name}
            checked={chosen === (name === 'none' ? '' : name)}
          />
          <b>{say.templates[name].name}</b>
          <span>{say.templates[name].text}</span>
        </label>
      ))}
      <span class="help" id="template-help">
        {say.templateHelp}
      </span>
    </fieldset>
  );
}

function OwnerFields({ visit, state }: CreateModel): JSX.Element {
  const say = visit.say.create;
  return (
    <fieldset class="fieldset">
      <legend>{say.owner}</legend>
      <Field
        name="username"
        label={say.username}
        help={say.usernameHelp}
        state={state}
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        required
      />
      <Field
        name="email"
        label={say.email}
        help={say.emailHelp}
        state={state}
        type="email"
        autocomplete="email"
        required
      />
      <Field
        name="password"
        label={say.password}
        help={say.passwordHelp}
        state={{ ...state, values: blank.values }}
        type="password"
        autocomplete="new-password"
        required
      />
    </fieldset>
  );
}

/** Where nobody makes a community without an operator. */
export const ClosedPage = ({ visit }: { visit: ApexVisit }): JSX.Element => (
  <ApexLayout
    visit={visit}
    title={`${visit.say.closed.title} · ${visit.say.product}`}
    description={visit.say.description}
  >
    <EmptyState drawing="welcome" title={visit.say.closed.title} action={{ href: '/find', text: visit.say.findTitle }}>
      {visit.say.closed.text}
    </EmptyState>
  </ApexLayout>
);
