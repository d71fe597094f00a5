import { type AppError } from './app-error.js';
import { wireCodeOf } from './wire-codes.js';

/** An answer of `/v1` that is JSON already, so that ready pieces are put together and not parsed again. */
export class WireJson {
  constructor(readonly json: string) {}
}

export interface Pager {
  readonly page: number;
  readonly page_size: number;
  readonly total_rows: number;
}

export const success = (data: unknown): unknown =>
  data instanceof WireJson ? data : { code: 0, msg: 'success', ...(data !== undefined && data !== null && { data }) };

/** A page of a list whose items are JSON texts. */
export function wirePage(items: readonly string[], pager: Pager): WireJson {
  return new WireJson(
    `{"code":0,"msg":"success","data":{"list":[${items.join(',')}],"pager":{"page":${pager.page},"page_size":${pager.page_size},"total_rows":${pager.total_rows}}}}`,
  );
}

export const wireObject = (json: string): WireJson => new WireJson(`{"code":0,"msg":"success","data":${json}}`);

export function failure(error: AppError, language: 'zh' | 'en'): Record<string, unknown> {
  const { code, zh, en } = wireCodeOf(error.code);
  if (error.code === 'request.no-route') return { code, msg: en }; // to the letter, as where there is no route
  const { fields, quota, used, limit } = error.details;
  return {
    code,
    msg: language === 'zh' ? withDetail(zh, error, '：') : (error.reason ?? withDetail(en, error, ': ')),
    error: error.code,
    ...(Array.isArray(fields) && fields.length && { details: fields as string[] }),
    ...(quota !== undefined && { quota, used, limit }),
  };
}

/** Clients show nobody but this text, so it says what is wrong first; what only developers hear of is in English. */
function withDetail(text: string, { details, reason }: AppError, colon: string): string {
  const fields = details['fields'];
  const [first] = Array.isArray(fields) ? (fields as string[]) : [];
  const detail = first ?? (details['why'] as string | undefined) ?? reason;
  return detail === undefined ? text : `${text.replace(/\.$/, '')}${colon}${detail}`;
}
