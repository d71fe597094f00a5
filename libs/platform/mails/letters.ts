import type { Locale } from '#kernel/i18n';
import { type Letter, write, type Written } from './letter.js';
import { mailTexts } from './mails.texts.js';
import type { MailContent } from './platform-mail.js';

/** Where a mail comes from: the platform, and the community that it speaks of. */
export interface Place {
  readonly platformHost: string;
  readonly community?: { readonly name: string; readonly host: string; readonly url: string };
}

export function writeMail(content: MailContent, locale: Locale, place: Place): Written {
  const say = mailTexts[locale];
  return write(letterOf(content, locale, place), {
    locale,
    follow: say.follow,
    footer: say.footer(place.platformHost),
  });
}

function letterOf(content: MailContent, locale: Locale, { community }: Place): Letter {
  const say = mailTexts[locale];
  if (content.kind === 'communities') {
    const links = content.communities.map(({ name, url }) => ({ name: plain(name), url }));
    const { subject, lead, after } = say.communities;
    return { subject, lead, after, links };
  }
  if (isAboutSignup(content)) return ofSignup(content, locale);
  if (!community) throw new Error(`A mail of the kind ${content.kind} speaks of a community.`);
  return ofCommunity(content, locale, { ...community, name: plain(community.name) });
}

type AboutSignup = Extract<MailContent, { kind: `signup-${string}` }>;
const isAboutSignup = (content: MailContent): content is AboutSignup => content.kind.startsWith('signup-');

/** Nobody has shown yet that the address is theirs: it is told where the community would be, and no name. */
function ofSignup(content: AboutSignup, locale: Locale): Letter {
  const say = mailTexts[locale];
  const { host } = content;
  if (content.kind === 'signup-refused') {
    const { subject, lead, after } = say.signupRefused;
    return { subject, lead: lead(host), quoted: content.reason, after };
  }
  if (content.kind === 'signup-received') {
    const { subject, lead, act, after } = say.signupReceived;
    return { subject, lead: lead(host), act: { label: act, url: content.url }, after };
  }
  const { subject, lead, act, after } = say.signupApproved;
  return { subject, lead: lead(host), act: { label: act, url: content.url }, after };
}

function ofCommunity(
  content: Exclude<MailContent, { kind: 'communities' } | AboutSignup>,
  locale: Locale,
  { name, host, url }: NonNullable<Place['community']>,
): Letter {
  const say = mailTexts[locale];
  switch (content.kind) {
    case 'confirm-address': {
      // Whoever has not shown yet that it is theirs is told nothing that a stranger chose: only where it would be.
      const { subject, lead, act, after } = say.confirmAddress;
      return { subject, lead: lead(host), act: { label: act, url: url + content.path }, after };
    }
    case 'address-changing': {
      const { subject, lead, after } = say.addressChanging;
      return { subject: subject(name), lead: lead(name, host), quoted: content.next, after };
    }
    case 'ownership-offered': {
      const { subject, lead, act, after } = say.ownershipOffered;
      const link = { label: act, url: url + content.path };
      return { subject: subject(name), lead: lead(content.from, name, host), act: link, after: after(content.days) };
    }
    case 'ownership-given': {
      const { subject, lead, after } = say.ownershipGiven;
      return { subject: subject(name), lead: lead(name, host, content.username), after };
    }
    case 'ownership-received': {
      const { subject, lead, act, after } = say.ownershipReceived;
      const link = { label: act, url: url + content.path };
      return { subject: subject(name), lead: lead(name, host, content.from), act: link, after };
    }
    case 'recovery-asked': {
      const { subject, lead, after } = say.recoveryAsked;
      return { subject: subject(name), lead: lead(name, host, content.username), after };
    }
    case 'recovery-done': {
      const { subject, lead, after } = say.recoveryDone;
      return { subject: subject(name), lead: lead(name, host, content.username), after };
    }
  }
}

/** In one line, without what turns the direction of a text or is not seen: it stands in a subject, beside our own words. */
const plain = (name: string): string =>
  name
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
