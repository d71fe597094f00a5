import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase } from '#kernel/database';
import type { Affects } from './affects.js';
import type { Impact, IncidentState, NoticeAudience, Words } from './notices.js';

export interface NewIncident {
  readonly title: Words;
  readonly impact: Impact;
  readonly state: IncidentState;
  readonly affects: Affects;
}

export interface NewMaintenance {
  readonly title: Words;
  readonly text: Words;
  readonly affects: Affects;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly emergency: string | null;
}

export interface NewAnnouncement {
  readonly text: Words;
  readonly affects: Affects;
  readonly audience: NoticeAudience;
  readonly until: Date;
}

/** Every change raises the version, by which all processes hear of it. In a unit of work. */
@Injectable()
export class NoticesRepository {
  constructor(private readonly db: PlatformDatabase) {}

  async addIncident({ title, impact, state, affects }: NewIncident): Promise<Id> {
    return this.added(
      `insert into platform.incident (title_zh, title_en, impact, state, plans, tenants)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [title.zh, title.en, impact, state, affects.plans, affects.tenants],
    );
  }

  async addUpdate(incidentId: Id, state: IncidentState, text: Words): Promise<void> {
    await this.db.query(
      `with said as (
         insert into platform.incident_update (incident_id, state, text_zh, text_en) values ($1, $2, $3, $4))
       update platform.incident set state = $2, resolved_at = case when $2::text = 'resolved' then now() end where id = $1`,
      [incidentId, state, text.zh, text.en],
    );
    await this.raise();
  }

  /** Holds off other updates of it until the end of the transaction. Null: there is no such incident. */
  async lockIncident(id: Id): Promise<IncidentState | null> {
    const [row] = await this.db.query<{ state: IncidentState }>(
      'select state from platform.incident where id = $1 for update',
      [id],
    );
    return row?.state ?? null;
  }

  async addMaintenance({ title, text, affects, startsAt, endsAt, emergency }: NewMaintenance): Promise<Id> {
    return this.added(
      `insert into platform.maintenance
         (title_zh, title_en, text_zh, text_en, plans, tenants, starts_at, ends_at, emergency)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [title.zh, title.en, text.zh, text.en, affects.plans, affects.tenants, startsAt, endsAt, emergency],
    );
  }

  /** What has begun ends now, what has not is cancelled. False: there is none that could be. */
  async endMaintenance(id: Id): Promise<boolean> {
    const rows = await this.db.query(
      `update platform.maintenance
          set cancelled_at = case when starts_at >= now() then now() end,
              ends_at = case when starts_at >= now() then ends_at else now() end
        where id = $1 and ends_at > now() and cancelled_at is null returning id`,
      [id],
    );
    await this.raise();
    return rows.length === 1;
  }

  async addAnnouncement({ text, affects, audience, until }: NewAnnouncement): Promise<Id> {
    return this.added(
      `insert into platform.announcement (text_zh, text_en, plans, tenants, audience, until)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [text.zh, text.en, affects.plans, affects.tenants, audience, until],
    );
  }

  async endAnnouncement(id: Id): Promise<boolean> {
    const rows = await this.db.query(
      `update platform.announcement set until = now() where id = $1 and until > now() returning id`,
      [id],
    );
    await this.raise();
    return rows.length === 1;
  }

  private async added(statement: string, values: unknown[]): Promise<Id> {
    const [row] = await this.db.query<{ id: Id }>(statement, values);
    await this.raise();
    return row!.id;
  }

  private async raise(): Promise<void> {
    await this.db.query('update platform.status_version set version = version + 1');
  }
}
