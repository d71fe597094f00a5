import { setTimeout as pause } from 'node:timers/promises';
import { say } from '../line.js';
import type { Check } from './checks.js';
import type { Call, Client } from './client.js';

export interface Probe {
  readonly call: Call;
  readonly check: Check;
}

const pauseMs = 100;
const shown = 3;

/** Looks closely at an answer now and then while others make the load. */
export class Sampler {
  errors = 0;
  private running = true;
  private readonly work: Promise<void>;

  /** `next` names what to ask for each time. */
  constructor(
    private readonly client: Client,
    private readonly next: () => Probe,
  ) {
    this.work = this.sample();
  }

  /** Answers how many were wrong. */
  async stop(): Promise<number> {
    this.running = false;
    await this.work;
    return this.errors;
  }

  private async sample(): Promise<void> {
    while (this.running) {
      const wrong = await probe(this.client, this.next(), this.errors < shown);
      this.errors += wrong;
      await pause(pauseMs);
    }
  }
}

/** 1 when the answer is wrong, said on standard error. */
export async function probe(client: Client, { call, check }: Probe, loud = true): Promise<number> {
  const wrong = await client.send(call).then(check, (error: Error) => `did not come: ${error.message}`);
  if (wrong && loud) say(`  wrong answer of ${call.host}${call.path}: it ${wrong}`);
  return wrong ? 1 : 0;
}
