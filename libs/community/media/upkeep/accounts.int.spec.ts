import { reconcile } from '../../../../test/support/reconcile.js';
import { StoredFiles } from '../../../../test/support/stored-files.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { MediaObjectsService } from '../index.js';
import { MediaAccountsRepository } from './media-accounts.repository.js';

describe('what is booked for files', () => {
  const community = useCommunity();
  const files = new StoredFiles(community);
  let ada: number;
  let bob: number;
  const agrees = async () => {
    const { booked, due } = await files.usage();
    expect(booked).toEqual(due);
    return booked;
  };

  beforeAll(async () => {
    ada = (await community.member('ada')).id;
    bob = (await community.member('bob')).id;
    for (const owner of [ada, ada, bob]) await files.make(owner, { variants: ['feed.webp'] });
  });

  it('is what they take, by members and in all', async () => {
    expect(await agrees()).toEqual({ 0: [3, 30], [ada]: [2, 20], [bob]: [1, 10] });
    expect(await reconcile(community)).toMatchObject({ repaired: 0, failed: 0 });
  });

  it('is mended where it is wrong, where nothing is booked, and for members who have no files', async () => {
    const [{ id: carl }, { id: dan }] = [await community.member('carl'), await community.member('dan')];
    await files.sql('update media_usage set bytes = 7, files = 0 where member_id in (0, $1)', [ada]);
    await files.sql('delete from media_usage where member_id = $1', [bob]);
    await files.sql('insert into media_usage (member_id, files, bytes) values ($1, 3, 4), ($2, 0, 0)', [carl, dan]);
    expect(await reconcile(community)).toMatchObject({ byKind: { media: { repaired: 4, failed: 0 } } });
    expect(await agrees()).toEqual({ 0: [3, 30], [ada]: [2, 20], [bob]: [1, 10] });
  });

  it('loses nothing of what is uploaded and removed while it is mended', async () => {
    const accounts = community.app.get(MediaAccountsRepository);
    const kept = await files.make(bob);
    let isOver = false;
    const mending = (async () => {
      while (!isOver) {
        await files.sql('delete from media_usage where member_id = $1', [bob]);
        await files.sql('update media_usage set files = files + 9, bytes = bytes + 9 where member_id in (0, $1)', [
          ada,
        ]);
        await files.unit(() => accounts.settleUsage([0, ada, bob]));
      }
    })();
    const uploading = Array.from({ length: 6 }, async (_, lane) => {
      for (let round = 0; round < 8; round += 1) {
        const { id } = await files.make(lane % 2 ? ada : bob, { variants: ['thumb.webp'] });
        if (round % 2) await files.unit(() => community.app.get(MediaObjectsService).removeUnused([id]));
      }
    });
    await Promise.all(uploading).finally(() => (isOver = true));
    await mending;
    await files.unit(() => accounts.settleUsage([0, ada, bob])); // what was damaged last
    expect(await agrees()).toEqual({ 0: [28, 275], [ada]: [14, 140], [bob]: [14, 135] });
    expect(await files.sql('select from media_object where id = $1', [kept.id])).toHaveLength(1);
  });
});
