import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('the profile of a community, for its administrators', () => {
  const community = useCommunity();
  let keeper: Person;
  let form: Data;
  beforeAll(async () => {
    keeper = await community.owner();
    const { readonly_fields, allow_user_register, allow_phone_bind, ...fields } =
      await keeper.get('/v1/admin/site/profile');
    expect({ readonly_fields, allow_user_register, allow_phone_bind }).toEqual({
      readonly_fields: ['allow_user_register', 'allow_phone_bind'],
      allow_user_register: true,
      allow_phone_bind: false,
    });
    form = fields;
  });
  const save = (fields: Data) => keeper.post('/v1/admin/site/profile', fields);

  it('has what everybody is told, and can be changed as a whole', async () => {
    expect(form).toMatchObject({ use_friendship: true, default_tweet_max_length: 2000, copyright_left: '' });
    expect(Object.keys(form)).toHaveLength(16);
    const changed = { ...form, use_friendship: false, default_tweet_max_length: 500, copyright_left: 'Herons' };
    expect(await save(changed)).toMatchObject({
      ...changed,
      readonly_fields: ['allow_user_register', 'allow_phone_bind'],
    });
    expect(await community.guest.get('/v1/site/profile')).toMatchObject({
      use_friendship: false,
      copyright_left: 'Herons',
    });
    expect(await save(form)).toMatchObject(form);
  });

  it('keeps its links where none are given, and takes empty ones', async () => {
    const { copyright_left_link: _left, copyright_right_link: right, ...others } = form;
    expect(await save(others)).toMatchObject({ copyright_right_link: right });
    expect(await save({ ...others, copyright_right_link: '' })).toMatchObject({ copyright_right_link: '' });
    await save(form);
  });

  it('cannot open the registration', async () => {
    expect(await save({ ...form, allow_user_register: false, allow_phone_bind: true })).toMatchObject({
      allow_user_register: true,
      allow_phone_bind: false,
    });
  });

  it('is not changed without one of its fields', async () => {
    for (const field of Object.keys(form).filter((name) => !name.endsWith('_link'))) {
      await expect(save({ ...form, [field]: undefined })).rejects.toMatchObject({ status: 400, code: 10001 });
    }
  });

  it.each([
    { default_tweet_max_length: 0 },
    { default_tweet_max_length: 2001 },
    { default_tweet_max_length: 100 }, // folded at 400
    { tweet_web_ellipsis_size: 0 },
    { tweet_mobile_ellipsis_size: 2001 },
    { default_msg_loop_interval: 0 },
    { default_msg_loop_interval: 60_001 },
    { default_tweet_visibility: 'everybody' },
    { copyright_top: '' },
    { copyright_right: ' ' },
    { copyright_left: 'x'.repeat(256) },
    { copyright_left_link: 'example' },
    { use_friendship: 1 },
    { use_friendship: 'true' },
  ])('is not changed by %j', async (wrong) => {
    await expect(save({ ...form, use_friendship: false, ...wrong })).rejects.toMatchObject({
      status: 400,
      code: 10001,
    });
    expect(await keeper.get('/v1/admin/site/profile')).toMatchObject(form);
  });

  it('is the administrators’', async () => {
    const ada = await community.member('ada');
    for (const path of ['profile', 'status']) {
      await expect(ada.get(`/v1/admin/site/${path}`)).rejects.toMatchObject({ status: 403, code: 20022 });
      await expect(community.guest.get(`/v1/admin/site/${path}`)).rejects.toMatchObject({ status: 401, code: 10005 });
    }
    await expect(ada.post('/v1/admin/site/profile', form)).rejects.toMatchObject({ status: 403, code: 20022 });
  });
});
