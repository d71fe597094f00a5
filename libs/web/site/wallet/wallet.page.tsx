import type { JSX } from 'preact';
import type { Bill } from '#community/wallet';
import { type FormState, type ReadingVisit, SiteLayout } from '#web/shell';
import { Field, Form, Icon, type IconName, Pager, postPath, spokenPrice, Time } from '#web/ui';
import type { WalletTexts } from './wallet.texts.js';

export interface WalletModel {
  readonly visit: ReadingVisit;
  readonly say: WalletTexts;
  readonly state: FormState;
  /** Cents. */
  readonly balance: number;
  readonly bills: readonly Bill[];
  readonly page: number;
  readonly more: boolean;
}

/** Cents. */
const amounts = [500, 1000, 2000, 5000, 10_000, 20_000];

export function WalletPage(model: WalletModel): JSX.Element {
  const { visit, say, balance, page } = model;
  const { locale } = visit.reader;
  return (
    <SiteLayout
      visit={visit}
      current="/wallet"
      meta={{ title: `${say.title} · ${visit.community}`, description: say.about }}
    >
      <header class="head">
        <h1>{say.title}</h1>
      </header>
      <dl class="balance">
        <dt>{say.balance}</dt>
        <dd>{spokenPrice(balance, locale)}</dd>
      </dl>
      {page === 1 && (visit.viewer!.isBanned ? <p class="note talk-note">{say.banned}</p> : <Recharge {...model} />)}
      <Bills {...model} />
    </SiteLayout>
  );
}

function Recharge({ visit: { reader, formToken }, say, state }: WalletModel): JSX.Element {
  const chosen = state.values['amount'] ?? String(amounts[1]);
  return (
    <section class="part" aria-labelledby="recharge">
      <h2 id="recharge">{say.recharge}</h2>
      <Form {...{ reader, state }} token={formToken} action="/wallet">
        <fieldset class="fieldset">
          <legend class="hidden-text">{say.amounts}</legend>
          <div class="amounts">
            {amounts.map((amount) => (
              <label class="amount">
                <input type="radio" name="amount" value={amount} checked={chosen === String(amount)} />
                <span>{spokenPrice(amount, reader.locale).replace(/\.00$/, '')}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <Field
          name="yuan"
          label={say.other}
          help={say.otherHelp}
          state={state}
          inputMode="decimal"
          autocomplete="off"
          placeholder="¥"
        />
        <button class="button">{say.pay}</button>
      </Form>
    </section>
  );
}

const icons: Readonly<Record<Bill['kind'], IconName>> = { recharge: 'wallet', purchase: 'file', sale: 'up' };

function Bills({ visit: { reader }, say, bills, page, more }: WalletModel): JSX.Element {
  return (
    <section class="part bills" aria-labelledby="bills-title">
      <h2 id="bills-title">{say.bills}</h2>
      {bills.length === 0 ? (
        <p class="muted">{say.noBills}</p>
      ) : (
        <>
          <ul class="rows" id="bills">
            {bills.map((bill) => (
              <BillRow {...{ bill, reader, say }} />
            ))}
          </ul>
          <Pager
            {...{ page, more, reader }}
            pathOf={(number) => (number > 1 ? `/wallet?page=${number}` : '/wallet')}
            end={say.end}
            feed="#bills"
          />
        </>
      )}
    </section>
  );
}

interface BillProps {
  readonly bill: Bill;
  readonly reader: ReadingVisit['reader'];
  readonly say: WalletTexts;
}

function BillRow({ bill: { kind, amount, balance, postId, createdOn }, reader, say }: BillProps): JSX.Element {
  const price = spokenPrice(Math.abs(amount), reader.locale);
  return (
    <li class="row">
      <span class={`sign ${kind}`}>
        <Icon name={icons[kind]} />
      </span>
      <div class="row-text">
        {postId ? (
          <a class="open" href={postPath(postId)}>
            <b>{say.kinds[kind]}</b>
          </a>
        ) : (
          <b>{say.kinds[kind]}</b>
        )}
        <p class="muted small">
          <Time at={new Date(createdOn * 1000)} reader={reader} />
        </p>
      </div>
      <p class="sum">
        <b class={amount > 0 ? 'gained' : ''}>
          {amount > 0 ? '+' : '−'}
          {price}
        </b>
        <span class="muted small">{say.after(spokenPrice(balance, reader.locale))}</span>
      </p>
    </li>
  );
}
