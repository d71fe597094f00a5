import type { Readable } from 'node:stream';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Clock } from '#kernel/database';
import { AppError, networkOf } from '#kernel/http';
import { Metrics } from '#kernel/metrics';
import { scope, type Tenant, tenantScope } from '#kernel/scope';
import { Signals } from '#kernel/signals';
import { standingOf, TenantDirectory } from '#kernel/tenancy';
import { MemberAuthentication, sessionsSignal, type Viewer } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { LiveCaps } from './live-caps.js';
import { LiveConnection, type LiveEvent, type LiveReader } from './live-connection.js';
import { LivePlace } from './live-place.js';
import { RecentSignals } from './recent-signals.js';

/** In milliseconds: how often it is seen to whether who is connected still may be. */
const lookEvery = 500;
/** After so long, and up to a quarter more, a browser has to come anew. */
const longest = 30 * 60_000;
/** Who asks for a session may be told what was so a moment ago. */
const rememberedFor = 3_000;
/** A page was read from the database some time before it came to be. */
const margin = 2_000;
/** So that what follows from one signal is no more than 500 requests in a second, for half a minute at most. */
const apart = 2;
const mostApart = 30_000;

export interface LiveWish {
  readonly viewer: Viewer;
  /** By which the viewer is known. */
  readonly token: string | undefined;
  readonly ip: string;
  /** What is told of which signal. */
  readonly events: ReadonlyMap<string, LiveEvent>;
  /** How many milliseconds ago everything was known that there was. */
  readonly age: number;
}

/**
 * The browsers that stay connected to this process, and are told that something may be new: no more, since what it is
 * they ask by the pages' own ways, which know who may see what. While nobody asks for anything this holds no connection
 * to the database and no unit of work; what it costs is memory.
 */
@Injectable()
export class LiveService implements OnModuleInit, OnModuleDestroy {
  private readonly places = new Map<number, LivePlace>();
  private readonly recent = new RecentSignals();
  private readonly caps: LiveCaps;
  private listening: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(
    config: Config,
    private readonly signals: Signals,
    private readonly authentication: MemberAuthentication,
    private readonly settings: CommunitySettings,
    private readonly directory: TenantDirectory,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {
    this.caps = new LiveCaps(config.liveGuests);
  }

  onModuleInit(): void {
    const figure = { name: 'paopao_live_connections', help: 'Browsers that stay connected, by who they are of.' };
    const gauge = this.metrics.gauge({ ...figure, labels: ['who'], ofAll: 'sum' });
    this.metrics.onRead(async () => {
      gauge.set({ who: 'member' }, this.caps.members);
      gauge.set({ who: 'guest' }, this.caps.guests);
    });
  }

  /** All of them end at once, so that the process need not wait for any. */
  onModuleDestroy(): void {
    this.isStopping = true;
    clearInterval(this.timer);
    this.endAll();
  }

  /** Null: this one may not, or too many do already. */
  async open({ viewer, token, ip, events, age }: LiveWish): Promise<Readable | null> {
    if (viewer?.isBanned) return null;
    const tenant = tenantScope.current();
    await this.listen();
    const reader = { tenant, member: viewer, token, network: networkOf(ip), events };
    if (this.isStopping || !this.signals.hears || !this.caps.admits(reader)) return null;
    const now = performance.now();
    const connection = new LiveConnection(reader, now + this.lifeOf(token), now);
    this.add(connection);
    if (this.mayHaveEnded(reader, now) && !(await this.isStillIn(reader))) {
      connection.refuse();
      return null;
    }
    connection.greet();
    this.tellWhatCameBefore(connection, age + margin);
    return connection.stream;
  }

  private async listen(): Promise<void> {
    this.listening ??= this.signals.hear({
      given: (tenantId, name) => this.given(tenantId, name),
      heard: () => this.recent.begin(performance.now()),
      lost: () => this.endAll(),
    });
    this.timer ??= scope.run({}, () => setInterval(() => this.look(), lookEvery).unref());
    await this.listening;
  }

  private add(connection: LiveConnection): void {
    const { reader } = connection;
    const { tenant } = reader;
    const names = [...reader.events.keys(), ...(reader.member ? [sessionsSignal(reader.member.id)] : [])];
    const place = this.places.get(tenant.id) ?? new LivePlace(tenant);
    this.places.set(tenant.id, place);
    place.add(connection, names);
    this.caps.add(reader);
    connection.stream.once('close', () => {
      place.remove(connection, names);
      this.caps.remove(reader);
      if (place.connections.size === 0 && this.places.get(tenant.id) === place) this.places.delete(tenant.id);
    });
  }

  private given(tenantId: number, name: string): void {
    this.recent.note(`${tenantId} ${name}`, performance.now());
    const waiting = this.places.get(tenantId)?.waitingFor(name);
    if (!waiting) return;
    const within = Math.min(mostApart, apart * (waiting.size - 1));
    for (const connection of waiting) {
      const event = connection.reader.events.get(name);
      if (event) connection.tell(event, within);
      else void this.endUnlessStillIn(connection);
    }
  }

  /** Whoever comes was on the way while something was signalled. */
  private tellWhatCameBefore(connection: LiveConnection, age: number): void {
    const now = performance.now();
    const { tenant, events } = connection.reader;
    if (!this.recent.reaches(age, now)) return connection.tellToAskAnew();
    for (const [name, event] of events)
      if (this.recent.wasGiven(`${tenant.id} ${name}`, age, now)) connection.tell(event);
  }

  private mayHaveEnded({ tenant, member }: LiveReader, now: number): boolean {
    if (!member) return false;
    const isKnown = this.recent.reaches(rememberedFor, now);
    return !isKnown || this.recent.wasGiven(`${tenant.id} ${sessionsSignal(member.id)}`, rememberedFor, now);
  }

  private async isStillIn({ tenant, token }: LiveReader): Promise<boolean> {
    try {
      const member = await inScopeOf(tenant, () => this.authentication.authenticateAgain(token ?? ''));
      return !(member instanceof AppError) && !member.isBanned;
    } catch {
      return false; // as long as the database cannot be asked, nobody is
    }
  }

  private async endUnlessStillIn(connection: LiveConnection): Promise<void> {
    if (!(await this.isStillIn(connection.reader))) connection.end();
  }

  private lifeOf(token: string | undefined): number {
    const end = token === undefined ? null : this.authentication.endOf(token);
    const mine = longest * (1 + Math.random() / 4);
    return end ? Math.min(mine, end.getTime() - this.clock.now().getTime()) : mine;
  }

  private look(): void {
    const now = performance.now();
    for (const place of this.places.values()) {
      for (const connection of place.connections) if (!connection.beat(now)) connection.end();
      void this.lookAt(place);
    }
  }

  /** Nobody stays in a community that is not there, and no guest in one that has none any more. */
  private async lookAt(place: LivePlace): Promise<void> {
    const mayStay = await this.whoMayStay(place).catch(() => 'nobody');
    if (mayStay === 'all') return;
    for (const connection of place.connections) if (mayStay === 'nobody' || connection.isGuest) connection.end();
  }

  private async whoMayStay({ tenant: { id }, hasGuests }: LivePlace): Promise<'all' | 'members' | 'nobody'> {
    const tenant = this.directory.peekById(id) ?? (await this.directory.findById(id));
    if (!tenant || standingOf(tenant.state).live === 'ends') return 'nobody';
    if (!hasGuests) return 'all';
    const { membersOnly } = await inScopeOf(tenant, () => this.settings.get());
    return membersOnly ? 'members' : 'all';
  }

  private endAll(): void {
    for (const { connections } of this.places.values()) for (const connection of connections) connection.end();
  }
}

const inScopeOf = <T>(tenant: Tenant, work: () => T): T => scope.run({ tenant }, work);
