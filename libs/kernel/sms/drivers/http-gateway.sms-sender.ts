import { SmsNotTaken, SmsSender } from '../sms-sender.js';

export interface HttpGateway {
  readonly url: string;
  readonly token?: string;
  /** Milliseconds that an answer may take. */
  readonly patience?: number;
}

/** Any service that takes a message by one POST of JSON; what a provider wants instead, a small proxy translates. */
export class HttpGatewaySmsSender extends SmsSender {
  constructor(private readonly gateway: HttpGateway) {
    super();
  }

  async send(phone: string, text: string): Promise<void> {
    const { url, token, patience = 10_000 } = this.gateway;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ phone, text }),
      redirect: 'manual', // another place is not where the operator wants numbers and codes to go
      signal: AbortSignal.timeout(patience),
    }).catch((error: Error) => {
      throw new SmsNotTaken(`The SMS gateway did not answer: ${reasonOf(error)}.`);
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new SmsNotTaken(`The SMS gateway answered ${answer.status}.`);
  }
}

/** The code of the connection's error, or what kind of error it is: messages may quote what was sent. */
function reasonOf({ name, cause }: Error): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : name;
}
