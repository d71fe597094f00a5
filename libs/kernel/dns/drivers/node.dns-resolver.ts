import { Resolver } from 'node:dns/promises';
import type { DnsAnswer, DnsResolver } from '../dns-resolver.js';

/** Of one question to one server; each try waits twice as long as the one before. */
const patience = { timeout: 1_000, tries: 2 };
/** Of everything, however many servers there are. */
const mostMs = 5_000;
const mostAliases = 8;

/** What servers answer when there is nothing; all other errors say that they could not answer. */
const nothingThere = new Set(['ENOTFOUND', 'ENODATA']);

interface Options {
  /** `address` or `address:port`; none: those of the machine. */
  readonly servers: readonly string[];
  readonly mostMs?: number;
}

/** By the resolver of Node.js, which asks anew over TCP where an answer over UDP was cut off. */
export class NodeDnsResolver implements DnsResolver {
  constructor(private readonly options: Options) {}

  async findTexts(name: string): Promise<DnsAnswer> {
    const resolver = new Resolver(patience); // one for each question: its end ends nobody else's
    const { servers } = this.options;
    if (servers.length) resolver.setServers(servers);
    const end = setTimeout(() => resolver.cancel(), this.options.mostMs ?? mostMs).unref();
    try {
      return { kind: 'found', values: await textsAt(resolver, name) };
    } catch (error) {
      const { code = 'unknown' } = error as { code?: string };
      return nothingThere.has(code) ? { kind: 'missing' } : { kind: 'trouble', why: code };
    } finally {
      clearTimeout(end);
    }
  }
}

/** Most servers follow an alias themselves; where one does not, it is followed here, a few steps at most. */
async function textsAt(resolver: Resolver, name: string): Promise<string[]> {
  let asked = name;
  for (let aliases = 0; ; aliases += 1) {
    try {
      return (await resolver.resolveTxt(asked)).map((parts) => parts.join(''));
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENODATA' || aliases === mostAliases) throw error;
      const [alias] = await resolver.resolveCname(asked);
      if (alias === undefined) throw error;
      asked = alias;
    }
  }
}
