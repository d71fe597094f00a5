import { Injectable } from '@nestjs/common';
import { Clock, type Id, PlatformDatabase } from '#kernel/database';
import { InvalidRequest } from '#kernel/http';
import { AuditLog } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import type { Affects } from './affects.js';
import { BoardQueries } from './board.queries.js';
import type { Announcement, Impact, Incident, IncidentState, Maintenance, NoticeAudience, Words } from './notices.js';
import { NoticesRepository } from './notices.repository.js';
import { AffectsUnknown, AnnouncedTooLate, NoticeNotFound, NoticeOver, NoticeTimesRefused } from './status.errors.js';

const hour = 3_600_000;
const day = 24 * hour;
const notice = day;
const longestWork = 7 * day;
const furthest = 366 * day;

type Wishes = Partial<Affects> | undefined | null;

export interface IncidentReport {
  readonly title: Words;
  readonly text: Words;
  readonly impact?: Impact;
  readonly state?: IncidentState;
  readonly affects?: Wishes;
}

export interface PlannedWork {
  readonly title: Words;
  readonly text: Words;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly affects?: Wishes;
  /** It cannot be announced a day ahead; then `reason` says why. */
  readonly isEmergency: boolean;
  readonly reason?: string;
}

export interface News {
  readonly text: Words;
  readonly until: Date;
  readonly audience?: NoticeAudience;
  readonly affects?: Wishes;
}

/** What operators say of the state of the platform, to all communities or to some. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly notices: NoticesRepository,
    private readonly views: BoardQueries,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async report(operator: OperatorAccount, { text, ...report }: IncidentReport): Promise<Incident> {
    const { title, impact = 'degraded', state = 'investigating' } = report;
    return this.db.transaction(async () => {
      const affects = await this.whom(report.affects);
      const id = await this.notices.addIncident({ title, impact, state, affects });
      await this.notices.addUpdate(id, state, text);
      await this.note(operator, 'incident.create', { incident: id, state, impact, ...affects }, 201);
      return (await this.views.findIncident(id))!;
    });
  }

  async update(operator: OperatorAccount, id: Id, state: IncidentState, text: Words): Promise<Incident> {
    return this.db.transaction(async () => {
      const before = await this.notices.lockIncident(id);
      if (!before) throw new NoticeNotFound();
      if (before === 'resolved') throw new NoticeOver('The incident is resolved: begin another one.');
      await this.notices.addUpdate(id, state, text);
      await this.note(operator, 'incident.update', { incident: id, from: before, to: state }, 201);
      return (await this.views.findIncident(id))!;
    });
  }

  /** So many hours ahead that everybody concerned can know of it. */
  async plan(operator: OperatorAccount, work: PlannedWork): Promise<Maintenance> {
    const { title, text, startsAt, endsAt, isEmergency, reason } = work;
    if (isEmergency && !reason) throw new InvalidRequest(['reason must say why it cannot be announced a day ahead']);
    this.refuseTimes(startsAt, endsAt, isEmergency);
    return this.db.transaction(async () => {
      const affects = await this.whom(work.affects);
      const emergency = isEmergency ? reason! : null;
      const id = await this.notices.addMaintenance({ title, text, affects, startsAt, endsAt, emergency });
      await this.note(
        operator,
        'maintenance.create',
        { maintenance: id, startsAt, endsAt, emergency, ...affects },
        201,
      );
      return (await this.views.findMaintenance(id))!;
    });
  }

  /** What has not begun is cancelled, what has ends now. */
  async endMaintenance(operator: OperatorAccount, id: Id): Promise<Maintenance> {
    return this.db.transaction(async () => {
      if (!(await this.views.findMaintenance(id))) throw new NoticeNotFound();
      if (!(await this.notices.endMaintenance(id))) throw new NoticeOver('The work is over, or was cancelled.');
      await this.note(operator, 'maintenance.end', { maintenance: id });
      return (await this.views.findMaintenance(id))!;
    });
  }

  async announce(operator: OperatorAccount, news: News): Promise<Announcement> {
    const { text, until, audience = 'administrators' } = news;
    const now = this.clock.now().getTime();
    if (until.getTime() <= now) throw new NoticeTimesRefused('until lies in the past.');
    if (until.getTime() > now + furthest) throw new NoticeTimesRefused('until lies more than a year ahead.');
    return this.db.transaction(async () => {
      const affects = await this.whom(news.affects);
      const id = await this.notices.addAnnouncement({ text, affects, audience, until });
      await this.note(operator, 'announcement.create', { announcement: id, audience, until, ...affects }, 201);
      return (await this.views.findAnnouncement(id))!;
    });
  }

  async endAnnouncement(operator: OperatorAccount, id: Id): Promise<Announcement> {
    return this.db.transaction(async () => {
      if (!(await this.views.findAnnouncement(id))) throw new NoticeNotFound();
      if (!(await this.notices.endAnnouncement(id))) throw new NoticeOver('The announcement is over.');
      await this.note(operator, 'announcement.end', { announcement: id });
      return (await this.views.findAnnouncement(id))!;
    });
  }

  private refuseTimes(startsAt: Date, endsAt: Date, isEmergency: boolean): void {
    const now = this.clock.now().getTime();
    const [starts, ends] = [startsAt.getTime(), endsAt.getTime()];
    if (ends <= starts) throw new NoticeTimesRefused('ends_at does not lie after starts_at.');
    if (ends <= now) throw new NoticeTimesRefused('ends_at lies in the past.');
    if (ends - starts > longestWork) throw new NoticeTimesRefused('The work would take more than 7 days.');
    if (starts > now + furthest) throw new NoticeTimesRefused('starts_at lies more than a year ahead.');
    if (starts < now - hour) throw new NoticeTimesRefused('starts_at lies in the past.');
    if (!isEmergency && starts < now + notice) throw new AnnouncedTooLate(new Date(now + notice));
  }

  /** A misspelt wish must not become a word to everybody. */
  private async whom(wishes: Wishes): Promise<Affects> {
    const plans = [...new Set(wishes?.plans)];
    const tenants = [...new Set(wishes?.tenants)];
    if (wishes && plans.length + tenants.length === 0)
      throw new InvalidRequest(['affects must name plans or tenants; leave it out where it concerns everybody']);
    const unknown = await this.views.listUnknown(plans, tenants);
    if (unknown.length > 0) throw new AffectsUnknown(unknown);
    return { plans, tenants };
  }

  /** One row; of a notice to a single community it is a row about that. */
  private async note(
    operator: OperatorAccount,
    action: string,
    details: Readonly<Record<string, unknown>>,
    status = 200,
  ): Promise<void> {
    const { tenants } = details as { tenants?: readonly number[] };
    const tenantId = tenants?.length === 1 ? tenants[0] : undefined;
    await this.audit.record(operator, { action, details, status, ...(tenantId !== undefined && { tenantId }) });
  }
}
