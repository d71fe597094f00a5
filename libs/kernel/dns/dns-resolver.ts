/**
 * What the DNS says. `missing` is an answer: there is no such name, or nothing of this kind at it. `trouble` is none: a
 * time-out, a server that failed or refused. Nothing may be concluded from it.
 */
export type DnsAnswer =
  | { readonly kind: 'found'; readonly values: readonly string[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'trouble'; readonly why: string };

export abstract class DnsResolver {
  /** The texts of the TXT records at a name, each put together from its parts. Takes seconds at most; never rejects. */
  abstract findTexts(name: string): Promise<DnsAnswer>;
}
