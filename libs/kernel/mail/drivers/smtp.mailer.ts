import { createTransport } from 'nodemailer';
import { type Mail, Mailer, MailNotSent, MailRefused, refuseUnlikeMail } from '../mailer.js';

export interface SmtpServer {
  /** `smtp://` or `smtps://`, with name and password where the server wants them. */
  readonly url: string;
  /** Who the mails are from: an address, or `Name <address>`. */
  readonly from: string;
  /** Left out: required, but not on this machine. */
  readonly tls?: 'required' | 'off';
  /** Certificates to believe in place of those that Node.js knows. */
  readonly ca?: string;
  /** Milliseconds that each answer may take. */
  readonly patience?: number;
}

/** What went wrong, as nodemailer tells it. */
interface Failure extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/** Any mail server, one connection for each mail: there are few. */
export class SmtpMailer extends Mailer {
  private readonly transport: ReturnType<typeof transportTo>;

  constructor(private readonly server: SmtpServer) {
    super();
    this.transport = transportTo(server);
  }

  async send(mail: Mail): Promise<void> {
    refuseUnlikeMail(mail);
    const { to, subject, text, html, messageId, headers } = mail;
    try {
      await this.transport.sendMail({
        from: this.server.from,
        to: { name: '', address: to },
        subject,
        text,
        ...(html !== undefined && { html }),
        messageId,
        headers: { 'Auto-Submitted': 'auto-generated', ...headers },
      });
    } catch (error) {
      throw told(error as Failure);
    }
  }
}

function transportTo({ url: written, tls, ca, patience = 20_000 }: SmtpServer) {
  const url = new URL(written);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  const isEncrypted = (tls ?? (isLoopback(host) ? 'off' : 'required')) === 'required';
  return createTransport({
    host,
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    ...(!secure && (isEncrypted ? { requireTLS: true } : { ignoreTLS: true })),
    ...(url.username && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    tls: { minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) },
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
    allowInternalNetworkInterfaces: isLoopback(host),
  });
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** What concerns this one mail, rather than how the server is set up or spoken to. */
const ofTheMail = new Set(['RCPT TO', 'DATA']);

/** Without the server's own words, which repeat the address. */
function told({ code, command, responseCode }: Failure): Error {
  if (responseCode !== undefined) {
    const answer = `The mail server answered ${responseCode}${command ? ` to ${command}` : ''}.`;
    const isForGood = responseCode >= 500 && responseCode !== 503 && ofTheMail.has(command ?? '');
    return isForGood ? new MailRefused(answer) : new MailNotSent(answer);
  }
  if (code === 'EENVELOPE') return new MailRefused('The mail server does not take such an address.');
  return new MailNotSent(`The mail server could not be spoken to: ${code ?? 'no reason given'}.`);
}
