import type { INestApplicationContext } from '@nestjs/common';
import { PlatformDatabase, readMigrations, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { ObjectStore } from '#kernel/objects';
import { SearchSource, SearchStore } from '#kernel/search-index';
import { type Command, textOption, type Workplace } from '../command.js';
import { DoctorQueries } from '../doctor/doctor.queries.js';
import { Examination } from '../doctor/examination.js';
import { reportOf, textOf } from '../doctor/report.js';
import { StoredDocumentsQueries } from '../doctor/stored-documents.queries.js';
import { StoredDocuments } from '../doctor/stored-documents.js';
import { findTenant } from './tenant-views.js';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Compare what is derived with what it is derived from. Reads, never repairs.',
  options: { tenant: { type: 'string', value: '<slug>', about: 'Look at this community only, by slug or id.' } },
  run: (given, workplace) =>
    workplace.withApplication(async (app) => {
      const latest = (await readMigrations(workplace.root)).tenant.length;
      const only = await slugOf(app, textOption(given, 'tenant'));
      const queries = new DoctorQueries(app.get(PlatformDatabase), app.get(TenantDatabase));
      const progress: Workplace['progress'] = (text, share) => workplace.progress(text, share);
      const examination = new Examination(queries, app.get(ObjectStore), progress, storedDocuments(app));
      const findings = await examination.run({ latest, only });
      if (only !== null && findings.length === 0) throw new AppError('tenant.not-found');
      const report = reportOf(findings);
      return { json: report, text: textOf(report), differs: report.differences > 0 };
    }),
};

function storedDocuments(app: INestApplicationContext): StoredDocuments | null {
  const store = app.get<SearchStore | null>(SearchStore);
  const queries = new StoredDocumentsQueries(app.get(TenantDatabase));
  return store && new StoredDocuments(store, queries, app.get<SearchSource>(SearchSource));
}

/** The slug of one that is no more may be another's by now. */
async function slugOf(app: INestApplicationContext, named: string | undefined): Promise<string | null> {
  if (named === undefined) return null;
  const { slug, state } = await findTenant(app, named);
  if (state === 'deleted') throw new AppError('tenant.not-found');
  return slug;
}
