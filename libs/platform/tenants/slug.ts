/** Names that people take for the platform's own, or that software expects at a domain. */
export const reservedSlugs: ReadonlySet<string> = new Set(
  `about abuse account accounts admin administrator api apex app apps assets auth autoconfig autodiscover billing
   blog broadcasthost cdn cloud config connect contact dashboard database dns docs download email error example
   exchange files ftp gateway git health help helpdesk host hostmaster http https image images imap img info
   internal invite isatap jobs legal livez local localdomain localhost login logout mail manage management
   master me media metrics mobile mta-sts mx newsletter noc none null ns ns1 ns2 ns3 ns4 ntp oauth operator
   operators owner owners paopao password payment platform pop pop3 portal postmaster preview privacy private
   prod production profile proxy public readyz register registration root router rss search secure security
   server service services settings signin signup site smtp ssh ssl sso staff staging static stats status sub
   support sys sysadmin system terms tls tools undefined update upload uploads vpn web webhook webhooks webmail
   webmaster welcome wpad www www1 www2 www3`.split(/\s+/),
);

interface Rule {
  readonly breaks: (slug: string) => boolean;
  readonly why: string;
  readonly zh: string;
}

/** In this order; the first that is broken is named. */
const rules: readonly Rule[] = [
  {
    breaks: (slug) => slug.length < 3 || slug.length > 40,
    why: 'A name has 3 to 40 characters.',
    zh: '网址名长度为 3 到 40 个字符。',
  },
  {
    breaks: (slug) => !/^[a-z0-9-]+$/.test(slug),
    why: 'A name has small letters a to z, digits and hyphens only.',
    zh: '网址名只能包含小写字母、数字和连字符。',
  },
  {
    breaks: (slug) => slug.startsWith('-') || slug.endsWith('-'),
    why: 'A name neither begins nor ends with a hyphen.',
    zh: '网址名不能以连字符开头或结尾。',
  },
  // `xn--` and its kind: what a browser would show as other letters.
  {
    breaks: (slug) => slug.includes('--'),
    why: 'A name has no two hyphens in a row.',
    zh: '网址名不能有两个相连的连字符。',
  },
  { breaks: (slug) => /^[0-9-]+$/.test(slug), why: 'A name has at least one letter.', zh: '网址名至少要有一个字母。' },
];

/** The deployment's. */
interface OwnHosts {
  readonly baseDomain: string;
  readonly platformHost: string;
  readonly mediaHost?: string;
}

/** What is said of a slug that cannot be. */
export interface SlugProblem {
  readonly en: string;
  readonly zh: string;
}

/** Why a community cannot be called so below this domain; null if it can. */
export const slugRefusal = (slug: string, hosts: OwnHosts): string | null => slugProblem(slug, hosts)?.en ?? null;

/** The same in each language. */
export function slugProblem(slug: string, hosts: OwnHosts): SlugProblem | null {
  const broken = rules.find(({ breaks }) => breaks(slug));
  if (broken) return { en: broken.why, zh: broken.zh };
  const ours = hostOf(slug, hosts.baseDomain);
  const taken = [hosts.platformHost, hosts.mediaHost].some((host) => host === ours || host?.endsWith(`.${ours}`));
  return taken || reservedSlugs.has(slug) ? { en: 'This name is reserved.', zh: '该网址名已被保留。' } : null;
}

export const hostOf = (slug: string, baseDomain: string): string => `${slug}.${baseDomain}`;
