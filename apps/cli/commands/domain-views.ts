import type { DomainView } from '#platform/domains';
import { table } from '../table.js';

const problems: Readonly<Record<NonNullable<DomainView['problem']>, string>> = {
  missing: 'There is no TXT record with its token.',
  wrong: 'The TXT record has another text than its token.',
  trouble: 'The DNS could not be asked, so nothing has changed.',
  taken: 'Another community has proven that it is its own.',
  quarantined: 'Another community has released it a short while ago.',
};

const nameOf = ({ host, unicode }: DomainView): string => (host === unicode ? host : `${unicode} (${host})`);

export const domainsTable = (domains: readonly DomainView[]): string =>
  table(
    ['host', 'kind', 'ownership', 'certificate', ''],
    domains.map((domain) => [
      nameOf(domain),
      domain.kind,
      domain.ownership,
      domain.certificate,
      domain.primary ? 'primary' : '',
    ]),
  );

/** One domain, and what its owner enters where its DNS is kept. */
export function domainText(domain: DomainView): string {
  const { ownership, certificate, primary, problem, lapses_at: lapsesAt, records } = domain;
  const rows = records.map(({ type, name, value }) => [type, name, value]);
  return [
    `${nameOf(domain)}${primary ? '  primary' : ''}`,
    `ownership    ${ownership}${lapsesAt ? `, until ${lapsesAt.toISOString()} unless its record is found` : ''}`,
    ...(problem ? [`             ${problems[problem]}`] : []),
    `certificate  ${certificate}`,
    ...(rows.length ? ['', table(['type', 'name', 'value'], rows)] : []),
  ].join('\n');
}
