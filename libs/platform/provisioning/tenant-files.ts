import { Injectable } from '@nestjs/common';
import { ObjectStore, tenantFolder } from '#kernel/objects';

const batch = 100;
/** What comes while all is removed, is from requests that were under way: it is soon over. */
const rounds = 5;

/** What a community has in the store. */
@Injectable()
export class TenantFiles {
  constructor(private readonly store: ObjectStore) {}

  /** Until nothing is listed any more. Knows no rows, so it can be called again at any time; `goesOn` is called with each batch. */
  async removeAll(tenant: { readonly id: number }, goesOn: () => Promise<void>): Promise<void> {
    const folder = tenantFolder(tenant);
    for (let round = 0; round < rounds; round += 1) {
      if ((await this.removeListed(folder, goesOn)) + (await this.abortBegun(folder, goesOn)) === 0) return;
    }
    throw new Error('Something still brings files of this community.');
  }

  private async removeListed(folder: string, goesOn: () => Promise<void>): Promise<number> {
    let removed = 0;
    let keys: string[] = [];
    const remove = async () => {
      if (keys.length === 0) return;
      await goesOn();
      await this.store.remove(...keys);
      removed += keys.length;
      keys = [];
    };
    for await (const { key } of this.store.list(folder)) {
      keys.push(key);
      if (keys.length === batch) await remove();
    }
    await remove();
    return removed;
  }

  private async abortBegun(folder: string, goesOn: () => Promise<void>): Promise<number> {
    let aborted = 0;
    for await (const { key, id } of this.store.listBegun(folder)) {
      await goesOn();
      await this.store.abortParts(key, id);
      aborted += 1;
    }
    return aborted;
  }
}
