import { httpAddress, indexPrefix } from './readers.js';
import { integer, oneOf, optional, text } from './setting.js';

/** Where what members search for is found. */
export const searchSettings = {
  openSearchUrl: optional(
    'OPENSEARCH_URL',
    {
      secret: true,
      unset: 'search is answered by PostgreSQL',
      about:
        'OpenSearch 2 or 3, `http://` or `https://`, with name and password where it wants them. It may be emptied or away at any time; then PostgreSQL answers.',
    },
    httpAddress,
  ),
  openSearchPrefix: text(
    'OPENSEARCH_PREFIX',
    {
      default: 'paopao',
      about: 'What the names of all indexes begin with. Two deployments that share an OpenSearch need two.',
    },
    indexPrefix,
  ),
  openSearchAnalysis: text(
    'OPENSEARCH_ANALYSIS',
    {
      default: 'cjk',
      about:
        'How texts are cut: `cjk`, which every OpenSearch has; `icu` or `smartcn` with the plugin of that name (`analysis-icu`, `analysis-smartcn`). After a change all indexes are made anew by themselves; PostgreSQL answers meanwhile.',
    },
    oneOf('cjk', 'icu', 'smartcn'),
  ),
  openSearchShards: text(
    'OPENSEARCH_SHARDS',
    { default: '1', about: 'Shards of an index that many communities share; one per 30 GB or so.' },
    integer(1, 100),
  ),
  openSearchOwnIndex: text(
    'OPENSEARCH_OWN_INDEX',
    {
      default: '500000',
      about: 'A community with more documents gets an index of its own in the next night; 0: none does by itself.',
    },
    integer(0, 1_000_000_000),
  ),
};
