interface Asked {
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** What operators have made that is about one community, or tells of all: their ids. */
export interface Noticed {
  readonly webhook: number;
  readonly delivery: number;
  readonly incident: number;
  readonly maintenance: number;
  readonly announcement: number;
}

/** A webhook that is told nothing by itself, and a word of each kind to this community. */
export async function addNotices(observer: Asked, tenantId: number): Promise<Noticed> {
  await observer.query(`delete from platform.webhook where url like '%.invalid/'`); // there may be fifty
  const [row] = await observer.query<Record<keyof Noticed, string>>(
    `with webhook as (
       insert into platform.webhook (url, events, salt) values ('https://receiver.invalid/', '{nothing}', 'salt') returning id),
     delivery as (
       insert into platform.webhook_delivery (webhook_id, message, type, tenant_id, body, state, ended_at)
       select id, 'msg_' || gen_random_uuid(), 'webhook.test', $1, '{}', 'delivered', now() from webhook returning id),
     incident as (
       insert into platform.incident (title_zh, title_en, impact, state, tenants)
       values ('-', '-', 'degraded', 'investigating', array[$1::bigint]) returning id),
     maintenance as (
       insert into platform.maintenance (title_zh, title_en, text_zh, text_en, tenants, starts_at, ends_at)
       values ('-', '-', '-', '-', array[$1::bigint], now() + interval '2 days', now() + interval '3 days') returning id),
     announcement as (
       insert into platform.announcement (text_zh, text_en, tenants, audience, until)
       values ('-', '-', array[$1::bigint], 'administrators', now() + interval '1 day') returning id)
     select (select id from webhook) as webhook, (select id from delivery) as delivery,
            (select id from incident) as incident, (select id from maintenance) as maintenance,
            (select id from announcement) as announcement`,
    [tenantId],
  );
  return {
    webhook: Number(row!.webhook),
    delivery: Number(row!.delivery),
    incident: Number(row!.incident),
    maintenance: Number(row!.maintenance),
    announcement: Number(row!.announcement),
  };
}

/** Another one after each change of any of them; the same for whatever is asked about one community. */
export const noticesSql = `
  (select md5(string_agg(said, '' order by said)) from (
     select w::text from platform.webhook w union all select d::text from platform.webhook_delivery d
     union all select i::text from platform.incident i union all select m::text from platform.maintenance m
     union all select a::text from platform.announcement a) as of_all (said) where $1::bigint is null) as notices`;
