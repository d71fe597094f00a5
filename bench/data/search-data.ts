import type { BulkPatterns } from './bulk-patterns.js';
import type { SearchTenant } from './search-copies.js';
import type { SearchSample } from './search-sample.js';

/** A million posts of a thousand communities, and both indexes of them. */
export interface SearchData {
  readonly sample: SearchSample;
  /** The first one has the 300,000. */
  readonly tenants: readonly SearchTenant[];
  readonly patterns: BulkPatterns;
}
