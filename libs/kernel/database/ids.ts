/** Ids are `bigint` in PostgreSQL and numbers here; identity columns start at 1, so they stay below 2^53. */
export type Id = number;
