import { alike, type CommunityRead, type CommunityWrite, type Coverage, reads, writes } from '../cases.js';
import { asKeeper, counts, newcomerAsKeeper, withLogo } from '../preparations.js';
import { nobody } from './refusals.js';

const shown = (more: Pick<CommunityRead, 'shows'> = {}): CommunityRead =>
  reads('signed-in', () => ({}), { prepare: asKeeper, ...more });

const toMember = (more: object): CommunityWrite =>
  writes('signed-in', ({ member }) => ({ body: { id: member, ...more } }), {
    prepare: newcomerAsKeeper,
    elsewhere: { member: nobody },
  });

export const administration: Coverage = {
  'POST /v1/admin/user/status': toMember({ status: 2 }),
  'POST /v1/admin/user/role': toMember({ is_admin: true }),
  'GET /v1/admin/settings/schema': shown(alike),
  'GET /v1/admin/settings/values': shown(),
  'POST /v1/admin/settings/save': writes(
    'signed-in',
    ({ fresh }, at) => ({ body: { items: [{ key: 'web_profile.copyright_left', value: `${at.canary} ${fresh}` }] } }),
    { prepare: asKeeper },
  ),
  'GET /v1/admin/site/profile': shown(),
  'POST /v1/admin/site/profile': writes(
    'signed-in',
    ({ fresh }, at) => ({ body: { ...at.profile, copyright_left: `${at.canary} ${fresh}` } }),
    { prepare: asKeeper },
  ),
  // Taken away, since a picture that the keeper has uploaded has another address in each; for those of others see icons.int.spec.ts.
  'POST /v1/admin/site/logo': writes('signed-in', () => ({ body: { content: '' } }), { prepare: withLogo }),
  'GET /v1/admin/site/status': shown({ shows: counts('register_user_count') }),
  'GET /v1/sync/index': writes('signed-in', () => ({}), { prepare: asKeeper }),
};
