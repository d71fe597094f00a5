import { StoredFiles } from '../../../../test/support/stored-files.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { TenantObjects } from '#kernel/objects';
import { MediaUploadsRepository } from './media-uploads.repository.js';
import { UploadClaims } from './upload-claims.js';

const archive = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500, 7)]);

class HastyClaims extends UploadClaims {
  protected override readonly renewEvery = 10;
}

describe('the claim of a call that completes an upload', () => {
  const community = useCommunity((builder) => builder.overrideProvider(UploadClaims).useClass(HastyClaims));
  const files = new StoredFiles(community);

  /** Seconds that the claims of all uploads have left. */
  const left = async () =>
    (
      await files.sql<{ left: number | null }>(
        `select (upload ->> 'claimed')::bigint - extract(epoch from now())::bigint as left from media_object`,
      )
    )[0]!.left;
  const passes = (seconds: number) =>
    files.sql(
      `update media_object set upload = upload || jsonb_build_object('claimed', (upload ->> 'claimed')::bigint - $1)`,
      [seconds],
    );
  const until = async (condition: () => Promise<boolean>) => {
    for (let turn = 0; turn < 500; turn += 1) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('It does not come to pass.');
  };

  it('lasts a minute, and is renewed for as long as the call takes', async () => {
    const ada = await community.member('ada');
    const body = { type: 'attachment', content_type: 'application/zip', file_size: archive.length };
    const { id } = await ada.post('/v1/attachment/direct', body);
    const incoming = (await files.sql<{ path: string }>(`select upload ->> 'incoming' as path from media_object`))[0]!
      .path;
    await files.within(() => files.store.put(incoming, archive, { type: 'application/zip' }));
    const complete = () => ada.post('/v1/attachment/complete', { id });

    const store = community.app.get(TenantObjects);
    const copy = store.copy.bind(store);
    const slow = jest.spyOn(store, 'copy').mockImplementationOnce(async (from, to) => {
      expect(await left()).toBeLessThanOrEqual(60);
      await passes(59);
      await until(async () => (await left())! > 50);
      await expect(complete()).rejects.toMatchObject({ error: 'upload.failed' });
      return copy(from, to);
    });
    expect(await complete()).toMatchObject({ file_size: archive.length, state: 'ready' });
    expect(slow).toHaveBeenCalledTimes(1);
    slow.mockRestore();
    expect(await left()).toBeNull();
  });

  it('is not taken back when it was given back meanwhile', async () => {
    const bob = await community.member('bob');
    const body = { type: 'attachment', content_type: 'application/zip', file_size: archive.length };
    const { id } = await bob.post('/v1/attachment/direct', body);
    const row = (await files.sql<{ key: string }>('select key from media_object where id = $1', [id]))[0]!;
    const rows = community.app.get(MediaUploadsRepository);
    expect(await files.within(() => rows.claim(id as number, row.key, `${row.key}x`))).toEqual({ wasClaimed: false });
    expect(await files.within(() => rows.renew(id as number, row.key))).toBe(false);
    expect(await files.within(() => rows.renew(id as number, `${row.key}x`))).toBe(true);
    await files.within(() => rows.release(id as number, `${row.key}x`));
    expect(await files.within(() => rows.renew(id as number, `${row.key}x`))).toBe(false);
  });
});
