import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locales } from '#kernel/i18n';
import { writeMail } from './letters.js';
import type { MailContent, MailKind } from './platform-mail.js';

/** One of each kind; a kind without one does not compile. */
const samples: { [Kind in MailKind]: Extract<MailContent, { kind: Kind }> } = {
  'confirm-address': { kind: 'confirm-address', path: `/owner/verify/${'aB3_-'.repeat(8)}abc` },
  'address-changing': { kind: 'address-changing', next: 'ada@example.net' },
  'ownership-offered': { kind: 'ownership-offered', from: 'camellia', path: '/owner/offer', days: 7 },
  'ownership-given': { kind: 'ownership-given', username: 'assam' },
  'ownership-received': { kind: 'ownership-received', from: 'camellia', path: '/manage/ownership' },
  'recovery-asked': { kind: 'recovery-asked', username: 'assam' },
  'recovery-done': { kind: 'recovery-done', username: 'assam' },
  communities: {
    kind: 'communities',
    communities: [
      { name: '茶室', url: 'https://tea.example.org' },
      { name: 'Night Owls & friends', url: 'https://owls.example.org' },
    ],
  },
  'signup-received': {
    kind: 'signup-received',
    host: 'tea.example.org',
    url: `https://platform.example.org/created/7-${'aB3_-'.repeat(8)}abc`,
  },
  'signup-approved': { kind: 'signup-approved', host: 'tea.example.org', url: 'https://tea.example.org' },
  'signup-refused': { kind: 'signup-refused', host: 'tea.example.org', reason: 'We host clubs <only>.' },
};
const community = { name: 'The tea room', host: 'tea.example.org', url: 'https://tea.example.org' };
const place = { platformHost: 'platform.example.org', community };
const cases = locales.flatMap((locale) =>
  Object.values(samples).map((content) => ({ locale, kind: content.kind, content })),
);

describe('a mail', () => {
  /** To be looked at in a browser. */
  const folder = join(tmpdir(), 'paopao-mails');
  beforeAll(() => mkdirSync(folder, { recursive: true }));

  it.each(cases)('of the kind $kind says the same as text and as a page, in $locale', ({ locale, kind, content }) => {
    const { subject, text, html } = writeMail(content, locale, place);
    writeFileSync(join(folder, `${kind}.${locale}.html`), html);
    writeFileSync(join(folder, `${kind}.${locale}.txt`), `${subject}\n\n${text}`);
    const links = text.match(/https:\/\/\S+/g) ?? [];
    for (const link of links) expect(html).toContain(`href="${link}"`);
    expect((html.match(/ href="/g) ?? []).length).toBe(links.length);
    expect(`${subject}${text}`).not.toMatch(/undefined|function|\[object/);
    expect(/\p{Script=Han}/u.test(subject)).toBe(locale === 'zh-CN');
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).not.toMatch(/\b(src|background|srcset)=|url\(|@import|<(script|link|img|style|form|iframe)\b/);
    expect(subject).not.toMatch(/\p{Cc}/u);
  });

  it('leads to the community’s own address, and to nothing else', () => {
    const { text } = writeMail(samples['confirm-address'], 'en', place);
    expect(text.match(/https?:\/\/\S+/g)).toEqual([`https://tea.example.org${samples['confirm-address'].path}`]);
  });

  it('says nothing that a stranger chose to whom it may not belong', () => {
    const hostile = { ...community, name: 'You have won: evil.example' };
    for (const locale of locales) {
      const { subject, text, html } = writeMail(samples['confirm-address'], locale, { ...place, community: hostile });
      expect(`${subject}${text}${html}`).not.toContain('evil.example');
    }
  });

  it('shows a name as a name, whatever is in it', () => {
    const name = 'Tea\r\nBcc: eve@example.org\u202e <img src=x onerror=alert(1)> & "more"\u2028\u200b';
    const { subject, html } = writeMail(samples['ownership-given'], 'en', {
      ...place,
      community: { ...community, name },
    });
    expect(subject).toBe('You have handed “Tea Bcc: eve@example.org <img src=x onerror=alert(1)> & "more"” on');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x');
    const list = writeMail(
      { kind: 'communities', communities: [{ name, url: 'https://tea.example.org' }] },
      'en',
      place,
    );
    expect(list.html).not.toContain('<img');
    expect(list.text).toContain('Tea Bcc: eve@example.org <img');
  });
});
