import type { Person } from '../../../../test/support/person.js';
import { useWallet } from '../../../../test/support/use-wallet.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('the wallet in a browser', () => {
  const wallet = useWallet();
  const { community } = wallet;
  const asReader = async (person: Person, language = 'en'): Promise<Visitor> => {
    const visitor = new Visitor(community.app, community.host, language);
    await visitor.signIn(person.username, person.password);
    return visitor;
  };
  /** The button of the page of the sandbox, as the browser presses it. */
  const pays = async (reader: Visitor): Promise<void> => {
    const link = reader.page.root.querySelector('.payment a.button')!.getAttribute('href')!;
    await reader.open(new URL(link).pathname);
    await reader.submit('/v1/alipay/notify');
  };

  it('is filled by whoever pays, who sees that it has come in', async () => {
    const ada = await community.member('ada');
    const reader = await asReader(ada);
    await reader.open('/');
    expect(reader.page.body).toContain('href="/wallet"');
    await reader.open('/wallet');
    expect([reader.texts('.balance dd')[0], reader.texts('.bills .muted')[0]]).toEqual([
      '¥0.00',
      'Nothing came or went yet.',
    ]);
    await reader.submit('/wallet', { amount: '2000' });
    expect(reader.page.path).toMatch(/^\/wallet\/recharge\/\d+$/);
    const waiting = reader.page.path;
    expect(reader.texts('h1')[0]).toBe('Pay in ¥20.00');
    expect(reader.page.root.querySelector('svg.qr path')).not.toBeNull();
    expect(reader.page.body).toMatch(/<noscript><meta http-equiv="refresh" content="5"\s?\/?><\/noscript>/);
    await reader.open(waiting);
    expect(reader.page.root.querySelector('#payment')!.getAttribute('hx-get')).toBe(waiting);
    await pays(reader);
    expect((await reader.open(waiting)).body).toContain('¥20.00 are in your wallet.');
    expect(reader.page.body).not.toContain('hx-trigger');
    await reader.open('/wallet');
    expect(reader.texts('.balance dd')).toEqual(['¥20.00']);
    expect(reader.texts('.bills .sum')).toEqual(['+¥20.00¥20.00 after it']);
    const stranger = await asReader(await community.member('eve'));
    expect((await stranger.open(waiting)).status).toBe(404);
  });

  it('takes any amount that somebody types, and refuses what is none', async () => {
    const reader = await asReader(await community.member('bob'));
    await reader.open('/wallet');
    for (const yuan of ['0', '-5', '1.234', '100000.01', 'a lot', '<b>']) {
      await reader.submit('/wallet', { yuan });
      expect([reader.page.status, reader.texts('.wrong')[0]]).toEqual([
        422,
        'An amount is between ¥0.01 and ¥100,000.',
      ]);
      expect(reader.page.root.querySelector('#yuan')!.getAttribute('value')).toBe(yuan);
    }
    await reader.submit('/wallet', { yuan: ' ￥12.5' });
    expect(reader.texts('h1')[0]).toBe('Pay in ¥12.50');
  });

  it('buys files of a post by a button that names the price, once', async () => {
    const [cleo, dan] = [await community.member('cleo'), await community.member('dan')];
    const { postId, blockIds } = await wallet.sells(cleo, 1250, { files: 2 });
    const path = `/post/${postId}/files/${blockIds[0]}`;
    expect((await new Visitor(community.app, community.host).open(path)).path).toContain('/sign-in?next=');
    const reader = await asReader(dan);
    await reader.open(`${path}/download`);
    expect([reader.page.path, reader.texts('.sums dd')]).toEqual([path, ['¥12.50', '¥0.00', '¥12.50']]);
    expect(reader.texts('.alert')).toEqual(['Your balance is too low.']);
    expect(reader.page.root.querySelector('.offer a.button')!.getAttribute('href')).toBe('/wallet');
    await wallet.paysIn(dan, 2000);
    await reader.open(path);
    await wallet.sql('update post set attachment_price = 1500 where id = $1', [postId]);
    await reader.submit(path);
    expect([reader.page.status, await wallet.balanceOf(dan)]).toEqual([422, 2000]);
    expect(reader.texts('.alert')[0]).toContain('The price has just changed.');
    await reader.submit('Buy for ¥15.00');
    expect([reader.page.path, reader.texts('.toast'), await wallet.balanceOf(dan)]).toEqual([
      path,
      ['Bought. You can download it now.'],
      500,
    ]);
    const link = reader.page.root.querySelector('.offer a.button')!.getAttribute('href')!;
    expect(link).toBe(`${path}/download`);
    const cookie = `session=${reader.cookie('session')}`;
    const answer = await community.app.inject({ url: link, headers: { host: community.host, cookie } });
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, expect.stringContaining('attachment/')]);
    await reader.open(`/post/${postId}/files/${blockIds[1]}`);
    expect(reader.texts('.offer p')[0]).toBe('This file is open to you.');
    await reader.open('/wallet');
    expect(reader.texts('.bills .row-text b')).toEqual(['Bought files of a post', 'Paid in']);
    const seller = await asReader(cleo, 'zh-CN');
    await seller.open('/wallet');
    expect(seller.texts('.bills .row-text b')).toEqual(['出售附件']);
  });

  it('is not needed for what is free, and opens nothing that is kept from a member', async () => {
    const [finn, gil] = [await community.member('finn'), await community.member('gil')];
    const free = await wallet.sells(finn, 0);
    const secret = await wallet.sells(finn, 100, { visibility: 1 });
    const reader = await asReader(gil);
    await reader.open(`/post/${free.postId}/files/${free.blockIds[0]}`);
    expect(reader.texts('.offer p')[0]).toBe('This file is free for members.');
    for (const path of [
      `/post/${secret.postId}/files/${secret.blockIds[0]}`,
      `/post/${secret.postId}/files/${free.blockIds[0]}`,
      `/post/${free.postId}/files/999999`,
      `/post/${free.postId}/files/x/download`,
    ])
      expect((await reader.open(path)).status).toBe(404);
  });

  it('is nowhere in a community that wants none', async () => {
    await wallet.chooses({ 'web_profile.enable_wallet': false });
    const reader = await asReader(await community.member('hal'));
    expect((await reader.open('/wallet')).status).toBe(404);
    expect((await reader.open('/about')).body).not.toContain('href="/wallet"');
    const { postId, blockIds } = await wallet.sells(await community.member('finn'), 0);
    expect((await reader.open(`/post/${postId}/files/${blockIds[0]}`)).status).toBe(200);
    await wallet.chooses({ 'web_profile.enable_wallet': true });
  });
});
