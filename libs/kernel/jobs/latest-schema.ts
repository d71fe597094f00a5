import { readMigrations } from '#kernel/database';

/** What this version of the software needs of a community's schema. */
export class LatestSchema {
  private constructor(readonly version: number) {}

  /** `root`: the folder that holds `migrations/`. */
  static async of(root: string): Promise<LatestSchema> {
    return new LatestSchema((await readMigrations(root)).tenant.length);
  }
}
