import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useDatabase } from '../../../test/support/use-database.js';
import { DeploymentKeyRepository, WrongMasterKey } from './deployment-key.repository.js';
import { MasterKey } from './master-key.js';

const given = (secretKey: string) => MasterKey.load({ secretKey, dataDir: '/nowhere' });

describe('the master key', () => {
  const database = useDatabase();
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'master-key-'));
  });
  afterEach(async () => rm(folder, { recursive: true }));

  it('is made once and kept for its owner only, however many processes start first', async () => {
    const dataDir = join(folder, 'data');
    const keys = await Promise.all(Array.from({ length: 10 }, () => MasterKey.load({ dataDir })));
    expect(new Set(keys.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(await readdir(dataDir)).toEqual(['secret-key']);
    expect((await stat(join(dataDir, 'secret-key'))).mode & 0o777).toBe(0o600);
    expect((await MasterKey.load({ dataDir })).fingerprint).toBe(keys[0]!.fingerprint);
  });

  it('gives each purpose and each tenant a key of its own, the same one each time', async () => {
    const key = await given('one key of at least 32 characters');
    const derived = [key.derive('a'), key.derive('b'), key.derive('a', 1), key.derive('a', 2)].map((made) =>
      made.export().toString('hex'),
    );
    expect(new Set(derived).size).toBe(4);
    expect(key.derive('a', 2).export().toString('hex')).toBe(derived[3]);
    expect(key.token('invite', '7')).toBe((await given('one key of at least 32 characters')).token('invite', '7'));
  });

  it('of another deployment is refused', async () => {
    await database.platform.query('update platform.deployment set secret_fingerprint = null');
    const [one, other] = [
      await given('one key of at least 32 characters'),
      await given('another of at least 32 characters'),
    ];
    await new DeploymentKeyRepository(database.platform, one).check();
    await new DeploymentKeyRepository(database.platform, one).check();
    await expect(new DeploymentKeyRepository(database.platform, other).check()).rejects.toThrow(WrongMasterKey);
    await database.platform.query('update platform.deployment set secret_fingerprint = null');
  });
});
