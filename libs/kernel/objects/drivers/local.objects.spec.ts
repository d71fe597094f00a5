import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '#kernel/config';
import { objectStoreContract } from '../object-store.contract.js';
import { LocalObjectStore } from './local.objects.js';

const dataDir = mkdtempSync(join(tmpdir(), 'paopao-objects-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

objectStoreContract('a folder', () => Promise.resolve(new LocalObjectStore({ dataDir } as Config)));

describe('the folder of objects', () => {
  it('is all that the store writes to', async () => {
    const store = new LocalObjectStore({ dataDir } as Config);
    await store.put('t/9/x', Buffer.from('x'), { type: 'a/b' });
    expect(readdirSync(dataDir)).toEqual(['objects']);
    expect(readdirSync(join(dataDir, 'objects', '.new'))).toEqual([]);
  });
});
