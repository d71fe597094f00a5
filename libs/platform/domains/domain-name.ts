import { isIP } from 'node:net';
import { domainToASCII, domainToUnicode } from 'node:url';
import { parse } from 'tldts';
import { InvalidHost, normaliseHost } from '#kernel/tenancy';

/** Why a community cannot have a domain of this name. */
export const domainRefusals = {
  syntax: 'This is not a host name: give it alone, such as `community.example.org`.',
  address: 'An address is no domain: give a name.',
  'single-label': 'A domain has a dot: `community.example.org`, not `community`.',
  'reserved-ending': 'Names with this ending are not found on the internet.',
  'public-suffix': 'Below this name everybody registers domains of their own, so it is nobody’s.',
  'mixed-scripts': 'A part of this name mixes letters of scripts that look alike.',
  'too-long': 'This name is too long: a host has at most 253 characters, with the name of its TXT record.',
  'ours-below': 'Names below the platform’s own domain are given by the platform.',
  ours: 'This is a host of the platform itself.',
} as const;
export type DomainRefusal = keyof typeof domainRefusals;

export interface DomainName {
  /** As the DNS has it. */
  readonly host: string;
  /** As people read it. */
  readonly unicode: string;
  /** Whether it is the registered domain itself, which takes no CNAME. */
  readonly isApex: boolean;
}

/** The deployment's. */
export interface OwnHosts {
  readonly baseDomain: string;
  readonly platformHost: string;
  readonly mediaHost?: string;
  readonly domainTarget?: string;
}

export const challengePrefix = '_paopao-challenge.';
const mostCharacters = 253;

/** What no public DNS has (RFC 2606, 6761, 6762, 7686, 8375, 9476; ICANN for `internal`), and what home networks make up. */
const reservedEndings = new Set(
  'local localhost localdomain internal intranet private corp home lan onion invalid test alt arpa'.split(' '),
);

/** The one form of a name as somebody typed it; null where it is none. */
export function hostIn(typed: string): string | null {
  const text = typed.trim();
  if (text.length > 1_000) return null;
  try {
    return normaliseHost(domainToASCII(text.replace(/[.。．｡]$/, '')) || '?');
  } catch (error) {
    if (error instanceof InvalidHost) return null;
    throw error;
  }
}

export const unicodeOf = (host: string): string => domainToUnicode(host) || host;
export const isApex = (host: string): boolean => parse(host, { allowPrivateDomains: true }).domain === host;

/** The domain that a community may claim by what was typed, or why it may not. */
export function domainNameOf(typed: string, own: OwnHosts): DomainName | DomainRefusal {
  const text = typed.trim();
  if (isIP(text.replace(/^\[|\]$/g, '')) !== 0) return 'address';
  if (/[\s:/@?#%\\]/.test(text)) return 'syntax';
  if (text.length > mostCharacters) return 'too-long';
  const host = hostIn(text);
  if (host === null || host.includes('_')) return 'syntax';
  return refusalOf(host, own) ?? { host, unicode: unicodeOf(host), isApex: isApex(host) };
}

function refusalOf(host: string, own: OwnHosts): DomainRefusal | null {
  if (isIP(host) !== 0) return 'address'; // also one that was written in another way, such as 0x7f.1
  if (challengePrefix.length + host.length > mostCharacters) return 'too-long';
  const labels = host.split('.');
  if (labels.length === 1) return 'single-label';
  const ours = oursIn(host, own);
  if (ours !== null) return ours;
  if (reservedEndings.has(labels.at(-1)!)) return 'reserved-ending';
  if (parse(host, { allowPrivateDomains: true }).domain === null) return 'public-suffix';
  return unicodeOf(host).split('.').some(mixesScripts) ? 'mixed-scripts' : null;
}

function oursIn(host: string, { baseDomain, platformHost, mediaHost, domainTarget }: OwnHosts): DomainRefusal | null {
  const isOrBelow = (one: string | undefined): boolean =>
    one !== undefined && (host === one || host.endsWith(`.${one}`));
  if ([platformHost, mediaHost, domainTarget].some(isOrBelow)) return 'ours';
  return isOrBelow(baseDomain) ? 'ours-below' : null;
}

const scripts = [
  ...['Latin', 'Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew'],
  ...['Armenian', 'Georgian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada'],
  ...['Malayalam', 'Sinhala', 'Thai', 'Lao', 'Tibetan', 'Myanmar', 'Khmer', 'Mongolian', 'Ethiopic', 'Cherokee'],
  ...['Canadian_Aboriginal', 'Thaana', 'Syriac', 'Yi', 'Javanese', 'Balinese', 'Coptic', 'Glagolitic', 'Tifinagh'],
].map((name) => ({ name, expression: new RegExp(`^\\p{Script_Extensions=${name}}$`, 'u') }));
const ofAll = /^[\p{Script=Common}\p{Script=Inherited}]$/u;

/** Scripts that are written together; Latin letters go with all of these (highly restrictive, UTS 39). */
const writtenTogether = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** Whether no script, and no scripts that are written together, have all letters of it: `pаypal` with a Cyrillic а. */
function mixesScripts(label: string): boolean {
  const letters = Array.from(label, scriptsOf).filter((found) => found !== null);
  const candidates = [...scripts.map(({ name }) => [name]), ...writtenTogether];
  return !candidates.some((together) => letters.every((found) => found.some((name) => together.includes(name))));
}

/** Null for what belongs to all, such as digits. */
function scriptsOf(letter: string): string[] | null {
  const found = scripts.filter(({ expression }) => expression.test(letter)).map(({ name }) => name);
  if (found.length > 0) return found;
  return ofAll.test(letter) ? null : ['unknown']; // mixed with none
}
