import type { Contract } from '../contract.js';
import type { Shape } from '../shapes.js';
import { siteProfile } from '../shapes.js';

const version: Shape = {
  build_info: { series: 'text', version: 'text', sum: 'text', build_date: 'text', build_tags: 'text' },
};

/** What anybody may ask of a community before signing in. */
export const site: Contract = (wire) => {
  describe('the site', () => {
    it('says of which build it is, in two places', async () => {
      const root = await wire().ok(wire().guest, 'GET /v1/', {}, version);
      expect(await wire().ok(wire().guest, 'GET /v1/site/version', {}, version)).toEqual(root);
    });

    it('answers without its last slash, too', async () => {
      const [slashed, bare] = await Promise.all(['/v1/', '/v1'].map((url) => wire().guest.request('GET', url)));
      expect(bare!.body).toBe(slashed!.body);
    });

    it('tells what is switched on, to guests and to members alike', async () => {
      const profile = await wire().ok(wire().guest, 'GET /v1/site/profile', {}, siteProfile);
      expect(profile).toMatchObject({ enable_wallet: true, allow_phone_bind: true, default_msg_loop_interval: 5000 });
      const bearer = { headers: { authorization: 'Bearer null' } };
      expect(await wire().ok(wire().guest, 'GET /v1/site/profile', bearer, siteProfile)).toEqual(profile);
    });

    it('tells what an administrator has just chosen', async () => {
      const off = { 'web_profile.use_friendship': false, 'web_profile.enable_wallet': false };
      const on = { 'web_profile.use_friendship': true, 'web_profile.enable_wallet': true };
      await wire().where(off, on, async () => {
        expect(await wire().ok(wire().guest, 'GET /v1/site/profile', {}, siteProfile)).toMatchObject({
          use_friendship: false,
          enable_wallet: false,
          allow_tweet_attachment_price: false, // nobody could pay it
        });
      });
    });
  });
};
