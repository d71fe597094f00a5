import type { Pager } from './envelope.js';

export interface Page {
  readonly page: number;
  readonly size: number;
  readonly offset: number;
}

/** How many rows a page has where the request does not say, and how many at most. */
export interface PageLimits {
  readonly usual: number;
  readonly most: number;
}

export const usualLimits: PageLimits = { usual: 10, most: 100 };

/** As the wire asks: what is missing or no number becomes the default, too much becomes the most there is. */
export function pageOf(query: Record<string, unknown>, { usual, most }: PageLimits = usualLimits): Page {
  const page = Math.min(positive(query['page']) ?? 1, 1_000_000);
  const size = Math.min(positive(query['page_size']) ?? usual, most);
  return { page, size, offset: (page - 1) * size };
}

export const pagerOf = ({ page, size }: Page, total: number): Pager => ({ page, page_size: size, total_rows: total });

function positive(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : 0;
  return number > 0 ? number : undefined;
}
