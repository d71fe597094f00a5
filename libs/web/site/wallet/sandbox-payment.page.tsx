import type { JSX } from 'preact';
import type { SandboxPayment } from '#community/wallet';
import type { SandboxPaymentTexts } from './sandbox-payment.texts.js';
import { SiteLayout } from '#web/shell';
import type { Visit } from '#web/shell';

interface SandboxPaymentModel {
  readonly visit: Visit;
  readonly words: SandboxPaymentTexts;
  readonly orderId: number;
  readonly payment: SandboxPayment;
}

/** The button sends what a provider would send: the same fields, to the same address. */
export const SandboxPaymentPage = ({ visit, words, orderId, payment }: SandboxPaymentModel): JSX.Element => (
  <SiteLayout visit={visit} meta={{ title: `${words.title} · ${visit.community}`, description: words.about }}>
    <div class="sheet">
      <h1>{words.amount(payment.yuan)}</h1>
      <p>{words.order(orderId)}</p>
      {payment.isPaid ? (
        <p class="note">{words.paid}</p>
      ) : (
        <form class="form" method="post" action="/v1/alipay/notify">
          <p>{words.about}</p>
          {Object.entries(payment.notice).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button class="button">{words.pay}</button>
        </form>
      )}
      <p>
        <a href={`/wallet/recharge/${orderId}`}>{words.back}</a>
      </p>
    </div>
  </SiteLayout>
);
