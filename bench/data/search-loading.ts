import { say } from '../line.js';
import { BulkRecorder } from '../stage/bulk-recorder.js';
import type { SearchStage } from '../stage/search-stage.js';
import type { Stage } from '../stage/stage.js';
import { BulkPatterns } from './bulk-patterns.js';
import { putCopies } from './search-bulk.js';
import { makeSearchTenants } from './search-copies.js';
import type { SearchData } from './search-data.js';
import { untilIndexed, untilMirrored } from './search-index-state.js';
import { makeSearchSample, type SearchSample } from './search-sample.js';

const shape = { tenants: 1_000, largest: 300_000, each: 701, indexed: true };
const patienceMs = 120_000;

/**
 * The application itself puts the sample into both indexes; what it has put there is copied for the other communities, as
 * the rows are, so that no index has another form than it writes. The server stands still afterwards.
 */
export async function loadSearchData({ stage, search }: SearchStage): Promise<SearchData> {
  const since = performance.now();
  const told = (what: string): void => say(`  ${what} after ${((performance.now() - since) / 1000).toFixed(1)} s`);
  const sample = await makeSearchSample(stage);
  const patterns = await indexSample({ stage, search }, sample);
  told('the sample is indexed');
  const tenants = await makeSearchTenants(stage, sample, shape);
  told('PostgreSQL has all rows');
  const data = { sample, tenants, patterns };
  await putCopies({ stage, search }, data);
  told('OpenSearch has all documents');
  await stage.postgres.query('checkpoint');
  return data;
}

/** Answers how the application has put it into OpenSearch. */
async function indexSample({ stage, search }: SearchStage, sample: SearchSample): Promise<BulkPatterns> {
  const recorder = await BulkRecorder.start(search.url);
  try {
    await stage.restartServerWith({ ...search.settings, OPENSEARCH_URL: recorder.url });
    await indexAgain(stage, sample);
    await untilMirrored(stage, sample.role, patienceMs);
    await stage.stopServer();
    return new BulkPatterns(recorder.lines, sample);
  } finally {
    recorder.stop();
  }
}

/** All of the sample, as its owner has it done. */
export async function indexAgain(stage: Stage, { host, role, ownerToken, posts }: SearchSample): Promise<void> {
  await stage.client.data({ host, path: '/v1/sync/index', headers: { authorization: ownerToken } });
  await untilIndexed(stage, role, posts.length, patienceMs);
}
