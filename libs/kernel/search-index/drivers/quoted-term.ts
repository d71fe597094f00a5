/** A term of a tsvector or tsquery that means itself, whatever is in it. */
export const quotedTerm = (term: string): string => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
