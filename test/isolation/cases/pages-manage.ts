import {
  alike,
  type CommunityRead,
  type CommunityWrite,
  type Coverage,
  type Preparation,
  reads,
  writes,
} from '../cases.js';
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
function picture({ place }: Twin, name: string): Call {
  const form = place.upload('public/image');
  const written = (form.body as Buffer).toString('latin1').replace('name="file"', `name="${name}"`);
  return { ...form, body: Buffer.from(written, 'latin1') };
}

/** Another one for another word. */
const numberOf = (word: string): number =>
  Array.from(word).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7);

/** A page that asks before something is decided about somebody. */
const askedOf: CommunityRead = reads('signed-in', ({ member }) => ({ parameters: [member] }), {
  prepare: newcomerAsKeeper,
  elsewhere: { member: { status: 404 } },
});

/** Something in the list of a setting, for a call that changes its place or takes it away. */
const holding =
  (key: string, value: string): Preparation =>
  async ({ place, keeper }) => {
    await place.call(keeper, 'POST', '/v1/admin/settings/save', { items: [{ key, value }] });
    return { token: keeper };
  };
const suggested = holding('look.suggested_members', 'ada bob');
const featured = holding('look.featured_topics', 'herons\ncranes');

const shows = (name: string): CommunityWrite =>
  writes('signed-in', (_, at) => picture(at, name), { prepare: asKeeper });

/** Its own, which it has before each call. */
const domainOf = ({ tenant: { slug } }: Twin): string => `${slug}.org`;
const withDomain: Preparation = async (at) => {
  await at.place.insider.addDomain(domainOf(at));
  return { token: at.keeper };
};
const footer = 'web_profile.copyright_left';

export const managePages: Coverage = {
  'GET /manage': shown(),
  'GET /manage/look': shown(),
  'POST /manage/look': [
    writes('signed-in', ({ fresh }, at) => formOf({ 'look.tagline': `${at.canary} ${fresh}` }), { prepare: asKeeper }),
    shows('logo'),
    shows('wide_logo'),
    shows('cover'),
    writes('signed-in', () => formOf({ 'logo.remove': '1' }), { prepare: withLogo }),
  ],
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
    ({ fresh }) => formOf({ 'app.max_captcha_times': String(numberOf(fresh)), 'web_profile.allow_user_register': '1' }),
    { prepare: asKeeper },
  ),
  'GET /manage/settings': shown(),
  'GET /manage/settings/:section': shown('footer'),
  'POST /manage/settings/:section': writes(
    'signed-in',
    ({ fresh }, at) => ({ parameters: ['footer'], ...formOf({ [footer]: `${at.canary} ${fresh}` }) }),
    { prepare: asKeeper },
  ),
  'GET /manage/look/shades': reads('signed-in', () => ({}), { prepare: asKeeper, ...alike }),
  'GET /manage/people': shown(),
  'POST /manage/people/add': writes('signed-in', () => formOf({ username: 'bob' }), {
    prepare: holding('look.suggested_members', ''),
  }),
  'POST /manage/people/remove': writes('signed-in', () => formOf({ username: 'bob' }), { prepare: suggested }),
  'POST /manage/people/move': writes('signed-in', () => formOf({ username: 'bob', to: 'up' }), { prepare: suggested }),
  'GET /manage/topics': shown(),
  'GET /manage/usage': shown(),
  'POST /manage/topics/feature': writes(
    'signed-in',
    ({ fresh }, at) => formOf({ topic: fresh, about: `${at.canary} says` }),
    { prepare: featured },
  ),
  'POST /manage/topics/unfeature': writes('signed-in', () => formOf({ topic: 'cranes' }), { prepare: featured }),
  'POST /manage/topics/move': writes('signed-in', () => formOf({ topic: 'cranes', to: 'up' }), { prepare: featured }),
  'POST /manage/topics/listing': writes('signed-in', ({ fresh }) => formOf({ topic: fresh, listed: 'false' }), {
    prepare: asKeeper,
  }),
  'GET /manage/domains': shown(),
  'POST /manage/domains': writes('signed-in', ({ fresh }) => formOf({ host: `${fresh}.org` }), { prepare: asKeeper }),
  'POST /manage/domains/verify': writes('signed-in', (_, at) => formOf({ host: domainOf(at) }), {
    prepare: withDomain,
  }),
  // The one from us, which is the main one already: another would take all pages along.
  'POST /manage/domains/primary': writes('signed-in', (_, { host }) => formOf({ host }), { prepare: asKeeper }),
  'GET /manage/domains/:host/remove': reads('signed-in', (_, at) => ({ parameters: [domainOf(at)] }), {
    prepare: withDomain,
  }),
  'POST /manage/domains/:host/remove': writes(
    'signed-in',
    (_, at) => ({ parameters: [domainOf(at)], ...formOf({ domain: domainOf(at) }) }),
    { prepare: withDomain },
  ),
  'GET /manage/members': shown(),
  'GET /manage/members/:id/administrator': askedOf,
  'GET /manage/members/:id/suspend': askedOf,
  'POST /manage/members/role': toMember({ is_admin: 'true' }),
  'POST /manage/members/status': toMember({ status: '2' }),
};
