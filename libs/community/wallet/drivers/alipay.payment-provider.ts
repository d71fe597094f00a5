import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Config } from '#kernel/config';
import type { Clock } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import type { CommunitySettings, Settings } from '#community/site';
import { yuanOf } from '../money.js';
import { fieldsOf, type NoticeFields, noticeFrom } from '../payment-notice.js';
import { type NewPayment, type NoticeForm, type PaymentNotice, PaymentProvider } from '../payment-provider.js';

/** What is used of `alipay-sdk`. */
interface AlipaySdk {
  exec(method: string, params: object, options: { validateSign: true }): Promise<Readonly<Record<string, unknown>>>;
  checkNotifySignV2(fields: NoticeFields): boolean;
}
interface AlipayPackage {
  readonly AlipaySdk: new (options: Readonly<Record<string, string>>) => AlipaySdk;
}

/** Alipay's face-to-face payment, with the community's own merchant account: the payer scans a code. */
export class AlipayPaymentProvider extends PaymentProvider {
  readonly name = 'alipay';

  constructor(
    private readonly config: Config,
    private readonly settings: CommunitySettings,
    private readonly clock: Clock,
  ) {
    super();
  }

  async begin({ orderId, amount, notifyUrl }: NewPayment): Promise<string> {
    const sdk = await this.sdkWith(await this.settings.get());
    if (!sdk) throw new Error('The Alipay app id or one of the keys of the community is missing, or no key.');
    const { code, qrCode, subCode, subMsg } = await sdk.exec(
      'alipay.trade.precreate',
      { timestamp: this.timestamp(), notify_url: notifyUrl, bizContent: orderOf(orderId, amount) },
      { validateSign: true },
    );
    if (code === '10000' && typeof qrCode === 'string' && qrCode !== '') return qrCode;
    throw new Error(`Alipay has not taken the order: ${JSON.stringify({ code, subCode, subMsg })}`);
  }

  async read(form: NoticeForm): Promise<PaymentNotice | null> {
    const fields = fieldsOf(form);
    const settings = await this.settings.get();
    if (!fields || fields['app_id'] !== settings.alipayAppId || !isForScope(fields)) return null;
    if (fields['sign_type'] !== 'RSA2') return null; // the sender's choice otherwise, SHA-1 among them
    const sdk = await this.sdkWith(settings);
    return sdk?.checkNotifySignV2(fields) ? noticeFrom(fields) : null;
  }

  /** Null without usable keys. The package is read when somebody first pays. */
  private async sdkWith(settings: Settings): Promise<AlipaySdk | null> {
    const { alipayAppId: appId, alipayPrivateKey, alipayPublicKey } = settings;
    const [privateKey, publicKey] = [privateKeyFrom(derOf(alipayPrivateKey)), publicKeyFrom(derOf(alipayPublicKey))];
    if (!appId || !privateKey || !publicKey) return null;
    const { AlipaySdk: Sdk } = (await import('alipay-sdk')) as unknown as AlipayPackage;
    const keys = { privateKey: pemOf(privateKey), keyType: 'PKCS8', alipayPublicKey: pemOf(publicKey) };
    return new Sdk({ appId, ...keys, gateway: this.config.alipayGateway });
  }

  /** Alipay's clock shows the time of Beijing; the package would send that of this machine. */
  private timestamp(): string {
    const there = new Date(this.clock.now().getTime() + 8 * 3_600_000);
    return there.toISOString().slice(0, 19).replace('T', ' ');
  }
}

const orderOf = (orderId: number, amount: number) => ({
  out_trade_no: String(orderId),
  total_amount: yuanOf(amount),
  subject: `${tenantScope.current().name.replace(/[/=&]/g, ' ')} 充值`,
  passback_params: String(tenantScope.current().id),
});

/** Two communities may have one merchant account: a notice comes back with what was passed to Alipay for it. */
const isForScope = ({ passback_params: passed }: NoticeFields): boolean =>
  passed === undefined || passed === String(tenantScope.current().id);

/** Keys come in PEM, or as the one line that Alipay's own tool gives. */
const derOf = (key: string): Buffer => Buffer.from(key.replace(/-----[^-]+-----|\s/g, ''), 'base64');

const privateKeyFrom = (key: Buffer): KeyObject | null =>
  keyOf(() => createPrivateKey({ key, format: 'der', type: 'pkcs8' })) ??
  keyOf(() => createPrivateKey({ key, format: 'der', type: 'pkcs1' }));
const publicKeyFrom = (key: Buffer): KeyObject | null =>
  keyOf(() => createPublicKey({ key, format: 'der', type: 'spki' }));

/** An administrator may have put anything in the place of a key. */
function keyOf(read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch {
    return null;
  }
}

const pemOf = (key: KeyObject): string =>
  String(key.export({ format: 'pem', type: key.type === 'private' ? 'pkcs8' : 'spki' })).trim();
