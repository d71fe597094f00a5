/**
 * What the front end takes for granted of every answer and never asks (identity 11.4, content 10.2): it reads these
 * fields without a guard, and compares numbers with `===`.
 */
const arrays = /^(list|contents|replies|topics|extral_topics|suggest|items|updated_keys)$/;
const objects = /^(user|at_user|sender_user|receiver_user|post|comment|reply|pager|tags)$/;
const flags = /^(is_(top|essence|lock|read|pin|thumbs_up|thumbs_down|del)|(lock|top|highlight|pin)_status)$/;
const booleans = /^(is_(admin|friend|fresh)|paid)$/;
const numbers = /^(id|type|sort|visibility|balance|count|follows|followings|total_rows|page|page_size|quote_num)$/;
const numbersByEnd = /_(id|on|count|amount|snapshot)$|^attachment_price$/;

type Fields = Readonly<Record<string, unknown>>;

/** Where an answer breaks them; empty when it does not. */
export function brokenRules(value: unknown, at = 'data'): string[] {
  if (value === null) return [`${at} is null`];
  if (typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => brokenRules(item, `${at}[${index}]`));
  const fields = value as Fields;
  return [
    ...brokenPage(fields, at),
    ...brokenPost(fields, at),
    ...Object.entries(fields).flatMap(([name, inner]) => [
      ...(isOfRows(fields) && !fits(name, inner) ? [`${at}.${name} is ${JSON.stringify(inner)}`] : []),
      ...brokenRules(inner, `${at}.${name}`),
    ]),
  ];
}

/** Settings and captchas have texts for `id` and `type`. */
const isOfRows = (fields: Fields): boolean => !('key' in fields || 'b64s' in fields);

function fits(name: string, value: unknown): boolean {
  if (arrays.test(name)) return Array.isArray(value);
  if (objects.test(name)) return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (flags.test(name)) return value === 0 || value === 1;
  if (booleans.test(name)) return typeof value === 'boolean';
  if (name.endsWith('_on')) return Number.isSafeInteger(value) && (value as number) < 2 ** 32; // seconds
  return !(numbers.test(name) || numbersByEnd.test(name)) || Number.isSafeInteger(value);
}

/** The next page is asked for while `page < ceil(total_rows / page_size)`. */
function brokenPage({ list, pager }: Fields, at: string): string[] {
  if (list === undefined) return [];
  const { page, page_size: size, total_rows: total } = (pager ?? {}) as Record<string, number>;
  const isRight = page! >= 1 && size! >= 1 && total! >= (list as unknown[]).length;
  return isRight ? [] : [`${at}.pager is ${JSON.stringify(pager)} of ${(list as unknown[]).length}`];
}

/** "Last reply" is shown of a post where the two times differ; a picture's address gets a query of the client's. */
function brokenPost({ contents, created_on: created, latest_replied_on: replied }: Fields, at: string): string[] {
  if (replied === undefined || !Array.isArray(contents)) return [];
  const blocks = contents as readonly { content: string; type: number; sort: number }[];
  const sorted = blocks.every(({ sort }, index) => index === 0 || blocks[index - 1]!.sort <= sort);
  return [
    ...((replied as number) < (created as number) ? [`${at} was replied to before it was written`] : []),
    ...(sorted ? [] : [`${at}.contents are not in order`]),
    ...blocks
      .filter(({ type, content }) => type === 3 && !/^https?:\/\/[^?]+$/.test(content))
      .map(() => `${at}: picture`),
  ];
}
