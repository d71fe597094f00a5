import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { scope, tenantScope } from '#kernel/scope';
import { DomainEvent } from './domain-event.js';
import { Every, On } from './on.js';

export class Happened extends DomainEvent {
  static override readonly type = 'spec.happened';
  constructor(readonly name: string) {
    super();
  }
}
/** About a subject that its handler reads as it is then. */
export class Changed extends DomainEvent {
  static override readonly type = 'spec.changed';
  constructor(
    readonly subject: string,
    readonly name: string,
  ) {
    super();
  }
}
export class Offered extends DomainEvent {
  static override readonly type = 'spec.offered';
  constructor(
    readonly name: string,
    readonly wanted: boolean,
  ) {
    super();
  }
}

interface Run {
  readonly task: string;
  readonly name: string;
  readonly tenant: string | undefined;
  readonly inUnit: boolean;
}

/** What the handlers of a spec do besides being counted, by the name in the event. */
@Injectable()
export class ScriptedWork {
  runs: Run[] = [];
  /** The most that ran at once of each subject. */
  readonly most = new Map<string, number>();
  readonly script = new Map<string, (run: number) => Promise<void>>();
  private readonly now = new Map<string, number>();

  constructor(private readonly db: TenantDatabase) {}

  @On(Happened, { task: 'spec.plain', class: 'notify' })
  plain({ name }: Happened): Promise<void> {
    return this.run('plain', name);
  }

  @On(Changed, { task: 'spec.keyed', class: 'index', key: ({ subject }) => subject })
  async keyed({ subject, name }: Changed): Promise<void> {
    const now = (this.now.get(subject) ?? 0) + 1;
    this.now.set(subject, now);
    this.most.set(subject, Math.max(now, this.most.get(subject) ?? 0));
    await this.run('keyed', name).finally(() => this.now.set(subject, this.now.get(subject)! - 1));
  }

  @On(Offered, { task: 'spec.chosen', class: 'mail', when: ({ wanted }) => wanted })
  chosen({ name }: Offered): Promise<void> {
    return this.run('chosen', name);
  }

  @On(Offered, { task: 'spec.outside', class: 'outbound', inUnit: false })
  outside({ name }: Offered): Promise<void> {
    return this.run('outside', name);
  }

  @Every('1 hour', { task: 'spec.hourly', class: 'maintenance' })
  hourly(): Promise<void> {
    return this.run('hourly', '');
  }

  @Every('6 hours', { task: 'spec.each', class: 'maintenance', perTenantWithin: '1 hour' })
  each(): Promise<void> {
    return this.run('each', '');
  }

  namesOf(task: string): string[] {
    return this.runs.filter((run) => run.task === task).map(({ name }) => name);
  }

  forget(): void {
    this.runs = [];
    this.script.clear();
    this.most.clear();
  }

  /** The effect of a run is a row, which is there once for each run that held. */
  private async run(task: string, name: string): Promise<void> {
    const tenant = tenantScope.find()?.slug;
    this.runs.push({ task, name, tenant, inUnit: scope.current().unit !== undefined });
    const count = this.runs.filter((run) => run.task === task && run.name === name && run.tenant === tenant).length;
    if (tenant)
      await this.db.query('insert into access_code (purpose, hash, expires_at) values ($1, $2, now())', [
        `${task} ${name}`,
        randomBytes(16),
      ]);
    await this.script.get(name)?.(count);
  }
}
