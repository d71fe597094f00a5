import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clusters } from '#kernel/database';

const patience = 2_000;

/** Whether the databases of this process answer, in a time in which it can be waited for. */
@Injectable()
export class DatabasePulse {
  private asking: Promise<boolean> | undefined;

  constructor(private readonly clusters: Clusters) {}

  async answers(): Promise<boolean> {
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    const inTime = new AbortController();
    const late = pause(patience, false, { ref: false, signal: inTime.signal }).catch(() => false);
    const answers = await Promise.race([this.asking, late]);
    inTime.abort();
    return answers;
  }

  private async ask(): Promise<boolean> {
    const databases = this.clusters.all().map(({ name }) => this.clusters.database(name));
    const asked = await Promise.allSettled(databases.map((database) => database.query('select 1')));
    return asked.length > 0 && asked.every(({ status }) => status === 'fulfilled');
  }
}
