import { describeWithService } from '../jest/service.js';
import type { FaultDatabase } from './fault-database.js';
import { type Driver, FaultStage } from './fault-stage.js';

const mostToStart = 120_000;

/** A deployment for this file; `settings` are asked for when it starts. */
export function useFaultStage(
  makeDatabase?: () => Promise<FaultDatabase>,
  settings: () => Readonly<Record<string, string>> = () => ({}),
): FaultStage {
  let stage: FaultStage | undefined;
  beforeAll(async () => {
    stage = await FaultStage.open(await makeDatabase?.(), settings());
  }, mostToStart);
  afterEach(async () => stage?.killWorkers(), mostToStart);
  afterAll(async () => stage?.close(), mostToStart);
  return new Proxy({} as FaultStage, {
    get: (_, name) => {
      const value: unknown = Reflect.get(stage!, name, stage);
      return typeof value === 'function' ? (value as () => unknown).bind(stage) : value;
    },
  });
}

/** The same with workers that run what they find, and with workers that share it by BullMQ. */
export function withEachDriver(body: (driver: Driver) => void): void {
  describe('in-process', () => body('in-process'));
  describeWithService('redis', 'bullmq', () => body('bullmq'));
}
