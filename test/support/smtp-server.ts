import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { mailAddress } from '#kernel/mail';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** By small names; of several with one name, the last. */
  readonly headers: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly raw: string;
  readonly isEncrypted: boolean;
  readonly user: string | undefined;
}

interface Wishes {
  /** STARTTLS is offered with a certificate for `localhost`; or the whole connection is encrypted. */
  readonly tls?: 'offered' | 'from the start';
  readonly account?: { readonly user: string; readonly pass: string };
}

/** A real mail server on a port of its own: what it takes can be read, and it can refuse, wait and be away. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** Code to answer in place of taking it; 0 takes it. */
  refuse: { rcpt: number; data: number } = { rcpt: 0, data: 0 };
  /** Milliseconds before it answers to a whole mail. */
  delay = 0;
  tried = 0;

  private constructor(
    private readonly server: SMTPServer,
    private readonly wishes: Wishes,
    readonly ca: string | undefined,
  ) {}

  static async start(wishes: Wishes = {}, port = 0): Promise<MailServer> {
    const pair = wishes.tls && certificate();
    const disabled = [...(pair ? [] : ['STARTTLS']), ...(wishes.account ? [] : ['AUTH'])];
    const options: SMTPServerOptions = {
      ...(pair && { key: pair.key, cert: pair.cert }),
      secure: wishes.tls === 'from the start',
      disabledCommands: disabled,
      authOptional: !wishes.account,
      allowInsecureAuth: true,
      closeTimeout: 200,
      disableReverseLookup: true,
      logger: false,
    };
    const server = new SMTPServer(options);
    const made = new MailServer(server, wishes, pair?.cert);
    made.listenTo(server);
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    return made;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** Without a name and password. */
  get url(): string {
    const scheme = this.wishes.tls === 'from the start' ? 'smtps' : 'smtp';
    return `${scheme}://localhost:${this.port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((closed) => this.server.close(closed));
  }

  private listenTo(server: SMTPServer): void {
    server.on('error', () => undefined); // a client that hangs up
    const no = (code: number) => Object.assign(new Error('Not here.'), { responseCode: code });
    server.onAuth = (given, _session, done) => {
      const { account } = this.wishes;
      const isRight = given.username === account?.user && given.password === account?.pass;
      done(isRight ? null : no(535), isRight ? { user: given.username } : undefined);
    };
    server.onRcptTo = (_address, _session, done) => {
      this.tried += 1;
      done(this.refuse.rcpt ? no(this.refuse.rcpt) : null);
    };
    server.onData = (stream, session, done) => {
      void buffer(stream).then((raw) => {
        setTimeout(() => {
          if (this.refuse.data) return done(no(this.refuse.data));
          const { mailFrom, rcptTo } = session.envelope;
          const to = rcptTo.map(({ address }) => mailAddress(address) ?? address); // smtp-server shows domains as people read them
          const from = mailFrom ? mailFrom.address : '';
          this.mails.push({
            ...read(raw.toString('utf8')),
            from,
            to,
            isEncrypted: session.secure,
            user: userOf(session),
          });
          return done();
        }, this.delay);
      });
    };
  }
}

const userOf = ({ user }: { user?: unknown }) => (typeof user === 'string' ? user : undefined);

/** Made for the occasion: for `localhost`, signed by itself. */
function certificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', [...words, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

/** What of MIME a mail of ours has: headers in encoded words, one or two parts, each in one of the usual encodings. */
function read(raw: string): Pick<ReceivedMail, 'headers' | 'subject' | 'text' | 'html' | 'raw'> {
  const { headers, body } = split(raw);
  const boundary = /boundary="?([^";]+)"?/.exec(headers['content-type'] ?? '')?.[1];
  const parts = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => split(part.replace(/^\r?\n/, '')))
    : [{ headers, body }];
  const part = (type: string) => parts.find((one) => (one.headers['content-type'] ?? 'text/plain').startsWith(type));
  const textOf = (type: string) => decoded(part(type)).replaceAll('\r\n', '\n').trimEnd();
  return {
    headers,
    subject: words(headers['subject'] ?? ''),
    text: textOf('text/plain'),
    html: textOf('text/html'),
    raw,
  };
}

interface Part {
  readonly headers: Record<string, string>;
  readonly body: string;
}

function split(text: string): Part {
  const end = text.indexOf('\r\n\r\n');
  const lines = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const pairs = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 1).trim(),
  ]);
  return { headers: Object.fromEntries(pairs) as Record<string, string>, body: text.slice(end + 4) };
}

function decoded(part: Part | undefined): string {
  if (!part) return '';
  const { headers, body } = part;
  const encoding = headers['content-transfer-encoding']?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? quoted(body.replace(/=\r\n/g, '')) : body;
}

const quoted = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const words = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, coded: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(coded, 'base64').toString('utf8') : quoted(coded.replaceAll('_', ' ')),
    );
