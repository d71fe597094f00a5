import { mailAddress } from './mail-address.js';

describe('the address of a mail', () => {
  it.each([
    ['ada@example.org', 'ada@example.org'],
    ['  Ada.Lovelace+tea@Example.ORG ', 'ada.lovelace+tea@example.org'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@社区.example', 'ada@xn--dkrp89f.example'],
    ['艾达@example.org', '艾达@example.org'],
    ["o'neil@mail.example.co.uk", "o'neil@mail.example.co.uk"],
  ])('%j is kept as %j', (given, kept) => {
    expect(mailAddress(given)).toBe(kept);
    expect(mailAddress(kept)).toBe(kept);
  });

  it.each([
    '',
    '@',
    'ada',
    'ada@',
    '@example.org',
    'ada@localhost',
    'ada@127.0.0.1',
    'ada@[127.0.0.1]',
    'ada@example..org',
    'ada@-example.org',
    'ada@example.org.',
    'a@b@example.org',
    'ada lovelace@example.org',
    '"ada"@example.org',
    'Ada <ada@example.org>',
    'ada@example.org,eve@example.org',
    'ada@example.org\nBcc: eve@example.org',
    'ada\u200b@example.org',
    '.ada@example.org',
    'a..da@example.org',
    `${'a'.repeat(65)}@example.org`,
    `ada@${'a'.repeat(64)}.org`,
    `ada@${'abcdefghi.'.repeat(26)}org`,
  ])('%j is none', (given) => {
    expect(mailAddress(given)).toBeNull();
  });
});
