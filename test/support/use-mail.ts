import { randomBytes } from 'node:crypto';
import { Config } from '#kernel/config';
import { Dispatcher } from '#kernel/jobs';
import { MailServer, type ReceivedMail } from './smtp-server.js';
import { newSlug, type TestPlatform, usePlatform } from './use-platform.js';
import { Visitor } from './visitor.js';
import { testConfig } from './worker-cluster.js';

export const password = 'a good password';

export interface MailedPlatform {
  readonly platform: TestPlatform;
  /** A real one, which all mails of this file go to. */
  readonly server: MailServer;
  /** What has come to this address, after everything that waits was done; the oldest first. */
  mailsTo(address: string): Promise<ReceivedMail[]>;
  /** The path that the latest mail to this address leads to. */
  pathIn(address: string): Promise<string>;
  /** A new community in English. */
  make(owner?: { username?: string; email?: string }): Promise<OwnedCommunity>;
}

export interface OwnedCommunity {
  readonly id: number;
  readonly slug: string;
  readonly host: string;
  readonly name: string;
  /** Somebody with a browser who is not signed in. */
  guest(language?: string): Visitor;
  /** A member of this name, signed in; made where there is none. */
  member(username: string): Promise<Visitor>;
}

/** An address that no other test has. */
export const newAddress = (name: string): string => `${name}.${randomBytes(5).toString('hex')}@example.org`;

/** The real application, which sends its mails to a real server. */
export function useMail(): MailedPlatform {
  let server: MailServer;
  beforeAll(async () => {
    server = await MailServer.start();
  });
  const platform = usePlatform((builder) =>
    builder.overrideProvider(Config).useValue(testConfig(3000, { SMTP_URL: server.url })),
  );
  afterAll(async () => server?.stop());
  const mailsTo = async (address: string) => {
    await platform.app.get(Dispatcher).settle();
    return server.mails.filter(({ to }) => to.includes(address));
  };
  return {
    platform,
    get server() {
      return server;
    },
    mailsTo,
    pathIn: async (address) => {
      const [link] = (await mailsTo(address)).at(-1)?.text.match(/https?:\/\/\S+/) ?? [];
      if (link === undefined) throw new Error(`No link has come to ${address}.`);
      return new URL(link).pathname;
    },
    make: (owner) => make(platform, owner),
  };
}

async function make(
  platform: TestPlatform,
  owner: { username?: string; email?: string } = {},
): Promise<OwnedCommunity> {
  const name = 'The tea room';
  const wish = { slug: newSlug(), name, locale: 'en', owner: { username: 'camellia', password, ...owner } };
  let made = await platform.admin.creates(wish, wish.slug);
  for (let more = 0; made.status === 202 && more < 20; more += 1) made = await platform.admin.creates(wish, wish.slug);
  if (made.status !== 201) throw new Error(`No community: ${made.status} ${JSON.stringify(made.body)}`);
  const { id, slug, hosts } = made.body;
  const { host } = hosts[0]!;
  return {
    ...{ id, slug, host, name },
    guest: (language) => new Visitor(platform.app, host, language),
    member: async (username) => {
      const visitor = new Visitor(platform.app, host);
      if (username !== (owner.username ?? 'camellia')) {
        await platform.visitor(host).register(username, password).catch(alreadyThere);
      }
      await visitor.signIn(username, password);
      return visitor;
    },
  };
}

function alreadyThere(error: { code?: unknown }): void {
  if (error.code !== 20001) throw error as Error;
}
