import { PlatformSearchService, type SearchStatusView } from '#platform/search';
import type { Command } from '../command.js';
import { table } from '../table.js';

export const searchStatus: Command = {
  name: 'search status',
  summary: 'What answers searches, and what is kept in which index.',
  run: (_, workplace) =>
    workplace.withApplication(async (app) => {
      const status = await app.get(PlatformSearchService).status();
      return { json: status, text: textOf(status) };
    }),
};

type HomeView = SearchStatusView['homes'][number];

function textOf({ driver, up, homes, errors, ...figures }: SearchStatusView): string {
  if (driver === 'postgres') return 'driver     PostgreSQL: every community is searched in its own schema';
  const waiting =
    figures.oldest_change_seconds === null ? '' : `, the oldest for ${Math.ceil(figures.oldest_change_seconds)} s`;
  return [
    `driver     OpenSearch, ${up ? 'which answers' : 'which cannot be used: PostgreSQL is searched'}`,
    `verified   ${figures.verified}`,
    `filling    ${figures.filling}`,
    `behind     ${figures.behind}`,
    `changes    ${figures.changes}${waiting}`,
    '',
    table(
      ['home', 'index', 'communities', 'verified', 'documents', 'MB', ''],
      homes.map((home) => [home.home, home.index, ...numbersOf(home), notesOf(home).join(', ')]),
    ),
    ...errors.map(({ tenant, index, error }) => `${tenant?.slug ?? '(none)'}, ${index}: ${error}`),
  ].join('\n');
}

const numbersOf = ({ tenants, verified, documents, bytes }: HomeView): string[] =>
  [tenants, verified, documents ?? '?', bytes === null ? '?' : (bytes / 1_000_000).toFixed(1)].map(String);

const notesOf = ({ lost, next, next_verified, layout_current }: HomeView): string[] => [
  ...(lost ? ['lost, and being made again'] : []),
  ...(next === null ? [] : [`${next} is made in its place, ${next_verified} verified`]),
  ...(layout_current === false ? ['made with other settings: search rebuild'] : []),
];
