import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../../test/support/worker-cluster.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('what a community tells everybody of itself', () => {
  const community = useCommunity();
  const save = async (...items: unknown[]) => (await community.owner()).post('/v1/admin/settings/save', { items });

  it('is all that a client needs to start', async () => {
    expect(await community.guest.get('/v1/site/profile')).toEqual({
      use_friendship: true,
      enable_trends_bar: false,
      enable_wallet: false,
      allow_tweet_attachment: true,
      allow_tweet_attachment_price: false,
      allow_tweet_video: true,
      allow_user_register: true,
      allow_phone_bind: false,
      default_tweet_max_length: 2000,
      tweet_web_ellipsis_size: 400,
      tweet_mobile_ellipsis_size: 300,
      default_tweet_visibility: 'public',
      default_msg_loop_interval: 5000,
      copyright_top: '2026 PaoPao',
      copyright_left: '',
      copyright_left_link: '',
      copyright_right: '泡泡(PaoPao)开源社区',
      copyright_right_link: 'https://github.com/rocboss/paopao-ce',
    });
  });

  it('is told also where it is for its members only, and of one community', async () => {
    await save({ key: 'app.members_only', value: true }, { key: 'web_profile.copyright_top', value: 'Herons' });
    const { guest } = community;
    expect(await guest.get('/v1/site/profile')).toMatchObject({ copyright_top: 'Herons' });
    expect(await guest.get('/v1/site/version')).toHaveProperty('build_info');
    await expect(guest.get('/v1/posts')).rejects.toMatchObject({ status: 401, code: 10005 });
    const there = await community.neighbour();
    expect(await there.guest.get('/v1/site/profile')).toMatchObject({ copyright_top: '2026 PaoPao' });
  });

  it('is told to whoever holds a dead token, too', async () => {
    const headers = { authorization: 'Bearer null' };
    expect((await community.guest.request('GET', '/v1/site/profile', undefined, headers)).status).toBe(200);
  });

  it.each(['/v1', '/v1/', '/v1/site/version'])('says at %s which build runs', async (path) => {
    const { version } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as { version: string };
    expect(await community.guest.get(path)).toEqual({
      build_info: { series: 'v0.6-alpha', version, sum: 'unknown', build_date: 'unknown', build_tags: 'unknown' },
    });
  });
});
