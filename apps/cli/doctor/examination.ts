import { isObjectKey, type ObjectStore } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import type { Workplace } from '../command.js';
import type { DoctorQueries, StoredFile } from './doctor.queries.js';
import type { Finding } from './finding.js';
import type { StoredDocuments } from './stored-documents.js';

/** So many communities are looked at side by side, beside a deployment that works. */
const lanes = 3;
/** Of each community the newest files: the store is asked for one by one. */
const mostFiles = 1_000;
const filesAtOnce = 16;
const mostRows = 20;

/** Before the keys of a community's files. */
const folderOf = ({ id }: Tenant): string => `t/${id}/`;

export interface Extent {
  /** The last migration that this version of the software has. */
  readonly latest: number;
  /** The slug of the only community that is looked at. */
  readonly only: string | null;
}

/** Goes through the deployment and compares what is derived with what it is derived from. */
export class Examination {
  constructor(
    private readonly queries: DoctorQueries,
    private readonly store: ObjectStore,
    private readonly progress: Workplace['progress'],
    /** Null without an OpenSearch. */
    private readonly documents: StoredDocuments | null = null,
  ) {}

  async run({ latest, only }: Extent): Promise<Finding[]> {
    const shared = [this.queries.tasks(only), this.queries.schemas(latest, only)];
    if (only === null) shared.push(this.queries.schedules());
    const findings = (await Promise.all(shared)).flat();
    const waiting = await this.queries.communitiesAt(latest, only);
    const count = waiting.length;
    let done = 0;
    const lane = async (): Promise<void> => {
      for (let tenant = waiting.shift(); tenant; tenant = waiting.shift()) {
        findings.push(...(await this.community(tenant)));
        done += 1;
        this.progress(`${done} of ${count} communities`, { done, total: count });
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return findings;
  }

  /** Of one that is taken away meanwhile there is nothing to say. */
  private async community(tenant: Tenant): Promise<Finding[]> {
    try {
      return await tenantScope.run(tenant, async () => [
        ...(await this.queries.community(tenant, folderOf(tenant))),
        await this.files(tenant),
        ...(this.documents ? [await this.documents.examine(tenant.slug)] : []),
      ]);
    } catch (error) {
      if (await this.queries.isThere(tenant)) throw error;
      return [];
    }
  }

  /** Whether the bytes of the files that are used are in the store. What is gone from both by now was right. */
  private async files({ slug }: Tenant): Promise<Finding> {
    const used = await this.queries.usedFiles(mostFiles);
    const missing: StoredFile[] = [];
    const waiting = [...used];
    const lane = async (): Promise<void> => {
      for (let file = waiting.pop(); file; file = waiting.pop())
        if (!isObjectKey(file.key) || !(await this.store.find(file.key))) missing.push(file);
    };
    await Promise.all(Array.from({ length: filesAtOnce }, lane));
    const gone = missing.length > 0 ? await this.queries.stillUsed(missing) : [];
    const rows = gone.slice(0, mostRows).map(({ id, key }) => `file ${id}: the store has no ${key}`);
    return { tenant: slug, kind: 'media', what: 'bytes', checked: used.length, differences: gone.length, rows };
  }
}
