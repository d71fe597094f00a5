import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../lib/build.mjs';
import { inCheckout } from '../lib/checkout.mjs';
import { bundle } from './bundles.mjs';
import { listComplaints, markComplaints } from './guards.mjs';
import { interruption } from './interruption.mjs';
import { startJest } from './jest.mjs';
import { needsSearch, startSearch } from './search-server.mjs';
import { findSuites, needsDatabase, select } from './suites.mjs';
import { Workshop } from './workshop.mjs';

/** Runs the chosen suites over one database server; answers the counts and what else was wrong. */
export async function run(options) {
  const complaints = complaintsBefore(options);
  const suites = select(findSuites(options.root), options);
  if (suites.length === 0) return outcome([...complaints, nothingToRun(options)]);

  if (suites.some(needsDatabase)) await buildForDatabase(options);
  const interrupted = interruption();
  const workshop = Workshop.open();
  let database;
  try {
    if (suites.some(needsDatabase)) database = await Promise.race([startDatabase(workshop), interrupted]);
    const search = needsSearch(options.root, suites) ? await Promise.race([startSearch(workshop), interrupted]) : null;
    const env = {
      ...workshop.environment,
      ...(database && { TEST_DATABASE_SERVER_URL: database.url }),
      ...(search && { TEST_OPENSEARCH_URL: search }),
    };
    const bundles = join(workshop.folder, 'bundles');
    const files = filesOf(suites, options, bundles);
    const jest = startJest({ root: options.root, files, env: { ...env, TEST_BUNDLES: bundles } });
    workshop.watch(jest.group);
    const result = await Promise.race([jest.ended, interrupted]);
    return outcome([...complaints, ...result.complaints], result.counts);
  } finally {
    workshop.endGroup();
    await database?.stop();
    await workshop.close();
  }
}

/** A part of all is run suite by suite, as one looks at it. */
function filesOf(suites, { root, patterns }, folder) {
  if (patterns.length > 0) return suites.map((suite) => join(root, suite));
  return bundle(root, suites, folder);
}

/**
 * Suites run from the sources; of the build they need only what starts the database. So a few of them can be run in a
 * tree that does not compile elsewhere at the moment, over the last build there is.
 */
async function buildForDatabase({ patterns }) {
  try {
    await ensureBuilt(console.log);
  } catch (error) {
    if (patterns.length === 0 || !existsSync(inCheckout(starter))) throw error;
    console.log('The build failed; the database is started from the last one.');
  }
}

const starter = 'dist/libs/kernel/embedded-postgres/index.js';

/** A whole run also looks at the list; a part of it looks at its own files only. */
function complaintsBefore({ root, patterns, withoutDatabase }) {
  const isWhole = patterns.length === 0 && !withoutDatabase;
  if (isWhole) return [...listComplaints(root), ...markComplaints(root)];
  return markComplaints(root, select(findSuites(root), { patterns, withoutDatabase }));
}

const nothingToRun = ({ patterns }) =>
  patterns.length > 0
    ? `No suite's path holds ${patterns.map((text) => `"${text}"`).join(' or ')}.`
    : 'There is no suite.';

function outcome(complaints, counts = { passed: 0, failed: 0, skipped: 0 }) {
  return { complaints, counts: { ...counts, failed: counts.failed + complaints.length } };
}

async function startDatabase({ folder }) {
  const { EmbeddedPostgres } = await import(inCheckout(starter));
  return EmbeddedPostgres.start({
    dataDir: join(folder, 'database'),
    progress: () => undefined,
    maxConnections: 300,
    // What a test writes need not survive the machine; that it survives a process is kept.
    settings: { fsync: 'off' },
  });
}
