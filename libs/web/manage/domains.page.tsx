import type { JSX } from 'preact';
import type { DomainView } from '#platform/domains';
import type { FormState } from '#web/shell';
import { ActionButton, exactTime, Field, Form } from '#web/ui';
import { DeskLayout, type DeskModel } from './desk-layout.js';
import type { DomainsTexts } from './domains.texts.js';

export const domainsPath = '/manage/domains';
const removePath = (host: string): string => `${domainsPath}/${host}/remove`;

export interface DomainsModel extends DeskModel {
  readonly texts: DomainsTexts;
  /** The main address first. */
  readonly domains: readonly DomainView[];
  /** Of the form by which one is added. */
  readonly state: FormState;
}

type DomainModel = Omit<DomainsModel, 'domains' | 'state'> & { readonly domain: DomainView };

/** The addresses of a community: each with how it stands, and what can be done about it. */
export function DomainsPage(model: DomainsModel): JSX.Element {
  const { visit, texts, domains, state } = model;
  return (
    <DeskLayout {...model} place="settings" title={texts.title}>
      <div class="settings">
        <section>
          <h2>{texts.addTitle}</h2>
          <p>{texts.about}</p>
          <Form reader={visit.reader} token={visit.formToken} action={domainsPath} state={state}>
            <Field
              name="host"
              label={texts.host}
              help={texts.hostHelp}
              state={state}
              required
              maxLength={300}
              inputMode="url"
              autocapitalize="none"
              autocomplete="off"
              spellcheck={false}
            />
            <button class="button">{texts.add}</button>
          </Form>
        </section>
        {domains.map((domain) => (
          <Domain {...model} domain={domain} />
        ))}
      </div>
    </DeskLayout>
  );
}

function Domain(model: DomainModel): JSX.Element {
  const { domain, texts, visit } = model;
  const { host, unicode, kind, primary, ownership } = domain;
  const isGood = ownership === 'verified';
  return (
    <section id={`domain-${host}`}>
      <h2 class="desk-domain">{unicode}</h2>
      <div>
        <p class="small">
          {primary && <b class="desk-mark">{texts.primary}</b>}
          {kind === 'custom' && <b class={isGood ? 'desk-mark' : 'desk-mark bad'}>{texts.states[ownership]}</b>}
          {unicode !== host && <code>{host}</code>}
        </p>
        {kind === 'subdomain' ? <p>{primary ? texts.ours : texts.oursLeads}</p> : <Standing {...model} />}
        {kind === 'custom' && <Records {...model} />}
        <Acts {...model} />
        {domain.checked_at && <p class="muted small">{texts.looked(exactTime(domain.checked_at, visit.reader))}</p>}
      </div>
    </section>
  );
}

/** Whose it is and whether it is encrypted are two things. */
function Standing({ domain, texts, visit }: DomainModel): JSX.Element {
  const { ownership, certificate, problem, lapses_at: lapsesAt } = domain;
  const { locale, timeZone } = visit.reader;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  return (
    <>
      <p>{ownership === 'degraded' ? texts.means.degraded(day.format(lapsesAt!)) : texts.means[ownership]}</p>
      {problem && <p class="note">{texts.problems[problem]}</p>}
      {ownership !== 'unverified' && <p>{texts.certificates[certificate]}</p>}
    </>
  );
}

function Records({ domain: { host, records }, texts }: DomainModel): JSX.Element {
  return (
    <div class="desk-records">
      <h3>{texts.records}</h3>
      <ul aria-label={`${texts.records}: ${host}`}>
        {records.map(({ type, name, value }) => (
          <li>
            <dl>
              <dt>{texts.type}</dt>
              <dd>{type}</dd>
              <dt>{texts.name}</dt>
              <dd>
                <code class="marked">{name}</code>
              </dd>
              <dt>{texts.value}</dt>
              <dd>
                <code class="marked">{value}</code>
              </dd>
            </dl>
          </li>
        ))}
      </ul>
      <p class="muted small">{texts.copyHelp}</p>
      {records.some(({ type }) => type === 'ALIAS') && <p class="muted small">{texts.aliasHelp}</p>}
    </div>
  );
}

function Acts({ domain, texts, visit }: DomainModel): JSX.Element | null {
  const { host, kind, primary, ownership } = domain;
  const token = visit.formToken;
  const serves = ownership === 'verified' || ownership === 'degraded';
  if (kind === 'subdomain' && primary) return null;
  const act = { token, fields: { host } };
  return (
    <div class="actions">
      {kind === 'custom' && (
        <ActionButton {...act} action={`${domainsPath}/verify`} text={texts.check} class="button quiet small" />
      )}
      {serves && !primary && (
        <ActionButton {...act} action={`${domainsPath}/primary`} text={texts.makePrimary} class="button quiet small" />
      )}
      {kind === 'custom' && (
        <a class="button quiet small" href={removePath(host)}>
          {texts.remove}
          <span class="hidden-text"> {domain.unicode}</span>
        </a>
      )}
    </div>
  );
}

export interface RemoveDomainModel extends DomainModel {
  readonly state: FormState;
}

/** Before it is removed, its name is typed. */
export function RemoveDomainPage(model: RemoveDomainModel): JSX.Element {
  const { domain, texts, visit, state } = model;
  const { host, unicode, primary } = domain;
  const { stops, back, primary: main } = texts.removeMeans;
  return (
    <DeskLayout {...model} place="settings" title={texts.removeTitle(unicode)}>
      <div class="settings">
        <section>
          <h2 class="hidden-text">{texts.removeTitle(unicode)}</h2>
          <ul class="desk-points">
            {[stops, ...(primary ? [main] : []), back].map((one) => (
              <li>{one}</li>
            ))}
          </ul>
          <Form reader={visit.reader} token={visit.formToken} action={removePath(host)} state={state}>
            <Field
              name="domain"
              label={texts.confirm}
              help={texts.confirmHelp(unicode)}
              state={state}
              required
              maxLength={300}
              autocapitalize="none"
              autocomplete="off"
              spellcheck={false}
            />
            <div class="actions">
              <button class="button danger">{texts.removeNow}</button>
              <a class="button quiet" href={domainsPath}>
                {texts.keep}
              </a>
            </div>
          </Form>
        </section>
      </div>
    </DeskLayout>
  );
}
