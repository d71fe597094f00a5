import type { Config } from '#kernel/config';
import { tenantScope } from '#kernel/scope';
import { fieldsOf, noticeFrom } from '../payment-notice.js';
import { type NewPayment, type NoticeForm, type PaymentNotice, PaymentProvider } from '../payment-provider.js';
import type { SandboxNotices } from '../sandbox-notices.js';
import { sandboxPath, sandboxProvider } from '../sandbox-payments.js';

/** For development: pays without money, at the button of a page of the community's own. */
export class SandboxPaymentProvider extends PaymentProvider {
  readonly name = sandboxProvider;

  constructor(
    private readonly config: Config,
    private readonly notices: SandboxNotices,
  ) {
    super();
  }

  async begin({ orderId }: NewPayment): Promise<string> {
    return this.config.publicUrl(tenantScope.current().primaryHost) + sandboxPath(orderId);
  }

  async read(form: NoticeForm): Promise<PaymentNotice | null> {
    const fields = fieldsOf(form);
    return fields && this.notices.isGenuine(fields) ? noticeFrom(fields) : null;
  }
}
