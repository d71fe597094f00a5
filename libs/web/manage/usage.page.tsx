import type { JSX } from 'preact';
import type { QuotaUse } from '#kernel/quotas';
import { spokenNumber } from '#web/ui';
import { DeskLayout, type DeskModel } from './desk-layout.js';
import { spokenSpace } from './spoken-space.js';
import type { UsageTexts } from './usage.texts.js';

interface UsageModel extends DeskModel {
  readonly texts: UsageTexts;
  readonly uses: readonly QuotaUse[];
  readonly timeZone: string;
}

export const usagePath = '/manage/usage';

export const UsagePage = (model: UsageModel): JSX.Element => {
  const { texts, uses, timeZone } = model;
  return (
    <DeskLayout {...model} place="overview" title={texts.usage}>
      <div class="desk-intro">
        <p class="muted">
          {texts.about} {texts.day(timeZone)}
        </p>
      </div>
      <ul class="rows desk-uses">
        {uses.map((use) => (
          <Use {...model} use={use} />
        ))}
      </ul>
      {uses.some(({ warning }) => warning) && <p class="desk-intro">{texts.more}</p>}
    </DeskLayout>
  );
};

function Use({ texts, use, visit: { reader } }: UsageModel & { readonly use: QuotaUse }): JSX.Element {
  const { quota, used, limit, warning } = use;
  const isFull = used !== null && limit !== null && used >= limit;
  const spoken = (value: number): string =>
    quota === 'media_bytes' ? spokenSpace(value, reader.locale) : spokenNumber(value, reader.locale);
  return (
    <li class="row" id={quota}>
      <div class="row-text">
        <p class="desk-use">
          <b>{texts.names[quota]}</b>
          <span>{spokenUse(use, spoken, texts)}</span>
        </p>
        {limit !== null && used !== null && <Bar used={used} limit={limit} warning={warning} />}
        {warning && (
          <p class="small">
            <span class="desk-mark bad">{isFull ? texts.none : texts.little}</span>
            {isFull && texts.full[quota]}
          </p>
        )}
      </div>
    </li>
  );
}

function spokenUse({ used, limit }: QuotaUse, spoken: (value: number) => string, texts: UsageTexts): string {
  if (limit !== null) return texts.of(spoken(used ?? 0), spoken(limit));
  return used === null ? texts.uncounted : texts.free(spoken(used));
}

/** What stands beside it in words. */
const Bar = ({ used, limit, warning }: { used: number; limit: number; warning: boolean }): JSX.Element => (
  <svg
    class={warning ? 'desk-bar bad' : 'desk-bar'}
    viewBox="0 0 100 1"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    <rect width={limit > 0 ? Math.min(100, (100 * used) / limit).toFixed(1) : '100'} height="1" />
  </svg>
);
