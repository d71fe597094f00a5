import { type Coverage, reads, writes } from '../cases.js';
import { asNewcomer, captchaDrawn, codeSent, signedInAgain } from '../preparations.js';
import { digits } from '../wire.js';

const noCaptcha = { status: 400, code: 20012 };
const noCode = { status: 400, code: 20018 };

export const identity: Coverage = {
  'POST /v1/auth/register': writes('open', ({ fresh, password }) => ({ body: { username: fresh, password } })),
  'POST /v1/auth/login': writes('open', ({ username, password }) => ({ body: { username, password } }), {
    elsewhere: { username: { status: 401, code: 10004 } },
    noted: true,
  }),
  'POST /v1/auth/logout': writes('signed-in', () => ({}), { prepare: signedInAgain }),
  'POST /v1/user/password': writes(
    'signed-in',
    ({ password, fresh }) => ({ body: { old_password: password, password: `${password} ${fresh}` } }),
    { prepare: asNewcomer },
  ),
  'GET /v1/user/sessions': reads('signed-in', () => ({})),
  'POST /v1/user/session/revoke': writes('signed-in', ({ session }) => ({ body: { id: session } }), {
    elsewhere: { session: { status: 404, code: 101002 } },
  }),
  'GET /v1/captcha': writes('open', () => ({})),
  'POST /v1/captcha': writes(
    'anyone',
    ({ captcha, fresh }) => ({
      body: { phone: `137${fresh.replace('new', '').padStart(8, '0')}`, img_captcha: digits, img_captcha_id: captcha },
    }),
    { prepare: captchaDrawn, elsewhere: { captcha: noCaptcha } },
  ),
  'POST /v1/user/phone': writes('signed-in', ({ phone }) => ({ body: { phone, captcha: digits } }), {
    prepare: codeSent,
    elsewhere: { phone: noCode },
  }),
};
