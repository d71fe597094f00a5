import { type Chapter, finds, picture } from './story.js';

const number = '13800138000';

/** `Setting.vue`, where somebody changes what the others see of them. */
export const settings: Chapter = {
  'Ada adds her phone': async ({ ada, picture: read, phone }) => {
    const captcha = () => ada.get<{ id: string; b64s: string }>('v1/captcha');
    await captcha(); // the page asks twice when it opens
    const { id, b64s } = await captcha();
    expect(b64s).toMatch(/^data:image\/\w[\w+]*;base64,/);
    const asked = { phone: number, img_captcha: 'nothing', img_captcha_id: id };
    expect(await ada.refusal('POST', 'v1/captcha', asked)).toBe(20012); // on which it loads a new one
    const other = await captcha();
    await ada.post('v1/captcha', { phone: number, img_captcha: read(other.id), img_captcha_id: other.id });
    await ada.post('v1/user/phone', { phone: number, captcha: phone(number) });
    expect(await ada.get('v1/user/info')).toMatchObject({ phone: '138****8000' });
  },

  'she takes another name and another picture': async ({ ada, bob, opens }) => {
    expect(await ada.refusal('POST', 'v1/user/nickname', { nickname: 'much too long a name' })).toBe(20020);
    await ada.post('v1/user/nickname', { nickname: 'Heron Ada' });
    const avatar = await ada.upload('public/avatar', picture, 'image/png');
    await ada.post('v1/user/avatar', { avatar });
    expect(await ada.get('v1/user/info')).toMatchObject({ nickname: 'Heron Ada', avatar });
    expect(await finds(bob, 'Herons')).toMatchObject({ user: { nickname: 'Heron Ada', username: 'ada', avatar } });
    expect(await bob.get('v1/user/profile', { username: 'ada' })).toMatchObject({ nickname: 'Heron Ada', avatar });
    expect(await opens(avatar)).toBe(200);
  },

  'she chooses a new password, and signs in with it': async ({ ada }) => {
    const [old, password] = [ada.password, 'a longer password than before'];
    expect(await ada.refusal('POST', 'v1/user/password', { password, old_password: 'not this' })).toBe(20011);
    await ada.post('v1/user/password', { password, old_password: old });
    expect(await ada.refusal('GET', 'v1/user/info')).toBe(10006);
    ada.token = null;
    expect([10003, 10004]).toContain(await ada.refusal('POST', 'v1/auth/login', { username: 'ada', password: old }));
    ada.password = password;
    await ada.signIn();
  },
};
