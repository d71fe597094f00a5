import type { JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { Back, Icon, safeLink, spokenPrice } from '#web/ui';
import type { QrCode } from './qr-code.js';
import { qrCodeOf } from './qr-code.js';
import type { WalletTexts } from './wallet.texts.js';

export interface RechargeModel {
  readonly visit: ReadingVisit;
  readonly say: WalletTexts;
  readonly orderId: number;
  /** Cents. */
  readonly amount: number;
  readonly isPaid: boolean;
  /** Where it is paid; null: that cannot be told at the moment. */
  readonly pay: string | null;
}

export function RechargePage(model: RechargeModel): JSX.Element {
  const { visit, say, orderId, amount, isPaid, pay } = model;
  const price = spokenPrice(amount, visit.reader.locale);
  const title = say.rechargeOf(price);
  return (
    <SiteLayout
      visit={visit}
      current="/wallet"
      meta={{ title: `${title} · ${visit.community}`, description: say.order(orderId) }}
    >
      <header class="head">
        <Back href="/wallet" reader={visit.reader} />
        <h1>{title}</h1>
      </header>
      {isPaid ? (
        <div class="payment" id="payment" role="status">
          <span class="done">
            <Icon name="check" />
          </span>
          <h2>{say.paid}</h2>
          <p>{say.paidMore(price)}</p>
          <a class="button" href="/wallet">
            {say.toWallet}
          </a>
        </div>
      ) : (
        <Waiting {...{ say, orderId, pay }} />
      )}
    </SiteLayout>
  );
}

/** Asks again by itself: a part of the page where scripts are, else the whole page. */
function Waiting({ say, orderId, pay }: Pick<RechargeModel, 'say' | 'orderId' | 'pay'>): JSX.Element {
  const path = `/wallet/recharge/${orderId}`;
  const address = pay === null ? null : safeLink(pay);
  if (address === null) {
    return (
      <div class="payment" id="payment">
        <p>{say.lost}</p>
        <a class="button" href={path}>
          {say.tryAgain}
        </a>
      </div>
    );
  }
  const code = qrCodeOf(pay!);
  const watching = { 'hx-get': path, 'hx-trigger': 'every 3s', 'hx-select': '#payment', 'hx-swap': 'outerHTML' };
  return (
    <div class="payment" id="payment" {...watching}>
      <noscript>
        <meta http-equiv="refresh" content="5" />
      </noscript>
      {code && <Code code={code} title={say.code} />}
      <p>{say.scan}</p>
      <a class="button" href={address} target="_blank" rel="noopener noreferrer">
        {say.open}
      </a>
      <p class="muted small waiting">{say.waiting}</p>
      <p class="muted small">{say.order(orderId)}</p>
    </div>
  );
}

/** Dark on light whatever the page looks like, with the room around it that cameras need. */
function Code({ code, title }: { code: QrCode; title: string }): JSX.Element {
  const size = code.length + 8;
  const path = code.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + 4} ${y + 4}h1v1h-1z` : ''))).join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={title} shape-rendering="crispEdges">
      <path class="qr-ground" d={`M0 0h${size}v${size}H0z`} />
      <path d={path} />
    </svg>
  );
}
