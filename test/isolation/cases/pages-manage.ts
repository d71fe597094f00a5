import { type CommunityRead, type CommunityWrite, type Coverage, reads, writes } from '../cases.js';
import { asKeeper, newcomerAsKeeper, withLogo } from '../preparations.js';
import type { Twin } from '../twins.js';
import { type Call, formOf } from '../wire.js';

const shown = (...parameters: string[]): CommunityRead =>
  reads('signed-in', () => ({ parameters }), { prepare: asKeeper });

const toMember = (more: Record<string, string>): CommunityWrite =>
  writes('signed-in', ({ member }) => formOf({ id: String(member), ...more }), {
    prepare: newcomerAsKeeper,
    elsewhere: { member: { status: 422 } },
  });

/** A form with a picture, under the name that the page has for it. */
function logo({ place }: Twin): Call {
  const form = place.upload('public/image');
  const written = (form.body as Buffer).toString('latin1').replace('name="file"', 'name="logo"');
  return { ...form, body: Buffer.from(written, 'latin1') };
}

const footer = 'web_profile.copyright_left';

export const managePages: Coverage = {
  'GET /manage': shown(),
  'GET /manage/look': shown(),
  'POST /manage/look': writes('signed-in', ({ fresh }, at) => formOf({ 'look.tagline': `${at.canary} ${fresh}` }), {
    prepare: asKeeper,
  }),
  'POST /manage/look/logo': writes('signed-in', (_, at) => logo(at), { prepare: asKeeper }),
  'POST /manage/look/logo/remove': writes('signed-in', () => formOf({}), { prepare: withLogo }),
  'GET /manage/texts': shown(),
  'GET /manage/texts/:name': shown('about'),
  'POST /manage/texts/:name': writes(
    'signed-in',
    ({ fresh }, at) => ({ parameters: ['about'], ...formOf({ body: `${at.canary} ${fresh}` }) }),
    { prepare: asKeeper },
  ),
  'GET /manage/joining': shown(),
  'POST /manage/joining': writes(
    'signed-in',
    ({ fresh }) => formOf({ 'look.suggested_members': fresh, 'web_profile.allow_user_register': '1' }),
    { prepare: asKeeper },
  ),
  'GET /manage/settings': shown(),
  'GET /manage/settings/:section': shown('footer'),
  'POST /manage/settings/:section': writes(
    'signed-in',
    ({ fresh }, at) => ({ parameters: ['footer'], ...formOf({ [footer]: `${at.canary} ${fresh}` }) }),
    { prepare: asKeeper },
  ),
  'GET /manage/members': shown(),
  'POST /manage/members/role': toMember({ is_admin: 'true' }),
  'POST /manage/members/status': toMember({ status: '2' }),
};
