import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { tenantFolder } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { typeAt } from '../uploads/upload-formats.js';
import type { ServedFile } from './served-file.js';
import { ServedFilesQueries } from './served-files.queries.js';

/** So long a change of visibility, and that a file is gone or ready, may go unnoticed. */
const secondsRemembered = 2;

/** Which files may be read. A page asks for many at once, and a film for its parts: their rows are remembered a moment. */
@Injectable()
export class ServedFiles {
  constructor(
    private readonly queries: ServedFilesQueries,
    private readonly cache: Cache,
  ) {}

  /** `path`: of the file in the tenant's store. `anew`: as it is now, whatever is remembered. */
  async find(path: string, { anew = false } = {}): Promise<ServedFile | null> {
    if (!typeAt(path)) return null;
    const key = `media.file:${path}`;
    const load = async () => ({ file: await this.queries.find(tenantFolder(tenantScope.current()) + path) });
    if (!anew) return (await this.cache.get(key, secondsRemembered, load)).file;
    const now = await load();
    this.cache.put(key, secondsRemembered, now);
    return now.file;
  }
}
