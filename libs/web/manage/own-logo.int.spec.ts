import sharp from 'sharp';
import { tokenField } from '#web/shell';
import { useCommunity } from '../../../test/support/use-community.js';
import { Visitor } from '../../../test/support/visitor.js';

describe('the logo of a community, at the desk', () => {
  const community = useCommunity();

  it('is chosen, shown at once, and taken away', async () => {
    const keeper = await community.owner();
    const desk = new Visitor(community.app, community.host);
    await desk.signIn(keeper.username, keeper.password);
    const { root } = await desk.open('/manage/look');
    const token = root.querySelector(`[name=${tokenField}]`)!.getAttribute('value')!;
    const picture = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#0b7a43' } })
      .png()
      .toBuffer();
    const send = async (bytes?: Buffer) => {
      const form = new FormData();
      form.append(tokenField, token);
      if (bytes) form.append('logo', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'logo.png');
      const sent = new Response(form);
      return community.app.inject({
        method: 'POST',
        url: '/manage/look/logo',
        headers: {
          host: community.host,
          cookie: `session=${desk.cookie('session')}`,
          'accept-language': 'en',
          'content-type': sent.headers.get('content-type')!,
        },
        payload: Buffer.from(await sent.arrayBuffer()),
      });
    };
    for (const [bytes, said] of [
      [undefined, 'Choose a picture first.'],
      [Buffer.from('<svg onload="alert(1)"/>'), 'This is no picture of a kind that can be shown here.'],
    ] as const) {
      const refused = await send(bytes);
      expect([refused.statusCode, refused.body.includes(said)]).toEqual([422, true]);
    }
    expect((await send(picture)).headers['location']).toBe('/manage/look');
    await desk.open('/manage/look');
    expect(desk.page.root.querySelector('.desk-logo img')!.getAttribute('src')).toMatch(/^\/icons\/icon192.png\?v=/);
    await desk.submit('Remove the logo');
    expect(desk.page.root.querySelector('.desk-logo img')).toBeNull();
  });
});
