import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase, type Row } from '#kernel/database';
import type { Announcement, Board, Incident, IncidentUpdate, Maintenance } from './notices.js';

/** So far back a status page goes. */
const history = `interval '90 days'`;
/** Of each kind; whoever has more to say has other troubles. */
const most = 500;

const words = (name: string) => `json_build_object('zh', ${name}_zh, 'en', ${name}_en) as ${name}`;
const affects = `json_build_object('plans', plans, 'tenants', tenants) as affects`;

export const incidentColumns = `
  i.id, ${words('title')}, i.impact, i.state, ${affects}, i.started_at as "startedAt", i.resolved_at as "resolvedAt",
  (select coalesce(json_agg(json_build_object('state', u.state, 'text', json_build_object('zh', u.text_zh, 'en', u.text_en),
                                              'at', u.at) order by u.id desc), '[]')
     from platform.incident_update u where u.incident_id = i.id) as updates`;
export const maintenanceColumns = `
  id, ${words('title')}, ${words('text')}, ${affects}, starts_at as "startsAt", ends_at as "endsAt", emergency,
  cancelled_at as "cancelledAt", announced_at as "announcedAt"`;
export const announcementColumns = `
  id, ${words('text')}, ${affects}, audience, until, announced_at as "announcedAt"`;

interface Listing {
  readonly limit: number;
  readonly before: Id | null;
}

@Injectable()
export class BoardQueries {
  constructor(private readonly db: PlatformDatabase) {}

  /** Another one after each change. */
  async version(): Promise<number> {
    const [row] = await this.db.query<{ version: number }>('select version from platform.status_version');
    return row!.version;
  }

  async read(): Promise<Board> {
    const [incidents, maintenances, announcements] = await Promise.all([
      this.db.query<Incident & Row>(
        `select ${incidentColumns} from platform.incident i
          where resolved_at is null or resolved_at > now() - ${history} order by i.id desc limit ${most}`,
      ),
      this.db.query<Maintenance & Row>(
        `select ${maintenanceColumns} from platform.maintenance
          where ends_at > now() - ${history} order by starts_at desc, id desc limit ${most}`,
      ),
      this.db.query<Announcement & Row>(
        `select ${announcementColumns} from platform.announcement
          where until > now() order by id desc limit ${most}`,
      ),
    ]);
    return { incidents: incidents.map(withDates), maintenances, announcements };
  }

  /** Newest first, one more than asked for. */
  async listIncidents({ limit, before }: Listing): Promise<Incident[]> {
    const rows = await this.db.query<Incident & Row>(
      `select ${incidentColumns} from platform.incident i
        where ($1::bigint is null or i.id < $1) order by i.id desc limit $2`,
      [before, limit + 1],
    );
    return rows.map(withDates);
  }

  async findIncident(id: Id): Promise<Incident | null> {
    const [row] = await this.db.query<Incident & Row>(
      `select ${incidentColumns} from platform.incident i where i.id = $1`,
      [id],
    );
    return row ? withDates(row) : null;
  }

  /** Newest first, one more than asked for. */
  async listMaintenances({ limit, before }: Listing): Promise<Maintenance[]> {
    return this.db.query<Maintenance & Row>(
      `select ${maintenanceColumns} from platform.maintenance
        where ($1::bigint is null or id < $1) order by id desc limit $2`,
      [before, limit + 1],
    );
  }

  async findMaintenance(id: Id): Promise<Maintenance | null> {
    const [row] = await this.db.query<Maintenance & Row>(
      `select ${maintenanceColumns} from platform.maintenance where id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Newest first, one more than asked for. */
  async listAnnouncements({ limit, before }: Listing): Promise<Announcement[]> {
    return this.db.query<Announcement & Row>(
      `select ${announcementColumns} from platform.announcement
        where ($1::bigint is null or id < $1) order by id desc limit $2`,
      [before, limit + 1],
    );
  }

  async findAnnouncement(id: Id): Promise<Announcement | null> {
    const [row] = await this.db.query<Announcement & Row>(
      `select ${announcementColumns} from platform.announcement where id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Which of these plans and communities there are not. */
  async listUnknown(plans: readonly string[], tenants: readonly Id[]): Promise<string[]> {
    const rows = await this.db.query<{ name: string }>(
      `select 'plan ' || plan as name from unnest($1::text[]) as wanted (plan)
        where not exists (select from platform.plan p where p.name = wanted.plan)
       union all
       select 'community ' || id from unnest($2::bigint[]) as wanted (id)
        where not exists (select from platform.tenant t where t.id = wanted.id and t.state <> 'deleted')`,
      [plans, tenants],
    );
    return rows.map(({ name }) => name);
  }
}

/** Within JSON, times are texts. */
const withDates = (row: Incident): Incident => ({
  ...row,
  updates: row.updates.map((update): IncidentUpdate => ({ ...update, at: new Date(update.at) })),
});
