import { Resolver } from 'node:dns/promises';
import type { DnsAnswer, DnsResolver } from '../dns-resolver.js';

/** Of one question to one server; each try waits twice as long as the one before. */
const patience = { timeout: 1_000, tries: 2 };
/** Of everything, however many servers there are. */
const mostMs = 5_000;
const mostAliases = 8;

/** What servers answer when there is no such name; all other errors but "no data" say that they could not answer. */
const noSuchName = 'ENOTFOUND';

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
      const values = await textsAt(resolver, name);
      return values.length ? { kind: 'found', values } : { kind: 'missing' };
    } catch (error) {
      const { code = 'unknown' } = error as { code?: string };
      return code === noSuchName ? { kind: 'missing' } : { kind: 'trouble', why: code };
    } finally {
      clearTimeout(end);
    }
  }
}

/** Most servers follow an alias themselves; where one does not, it is followed here, a few steps at most. */
async function textsAt(resolver: Resolver, name: string): Promise<string[]> {
  let asked = name;
  for (let aliases = 0; aliases <= mostAliases; aliases += 1) {
    const texts = await unless('ENODATA', resolver.resolveTxt(asked));
    if (texts?.length) return texts.map((parts) => parts.join(''));
    const [alias] = (await unless('ENODATA', resolver.resolveCname(asked))) ?? [];
    if (alias === undefined) return [];
    asked = alias;
  }
  return [];
}

async function unless<T>(code: string, asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if ((error as { code?: string }).code === code) return null;
    throw error;
  }
}
