import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Clusters, sqlState } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Log } from '#kernel/logging';
import { scope } from '#kernel/scope';
import { type Operation, OperationLost, type Saga } from './operation.js';
import { OperationsRepository } from './operations.repository.js';
import { RoleBlocks } from './role-blocks.js';

const every = 1_000;
const atOnce = 4;
const slowestRetry = 60;
/** At the end of the process; what is not done by then is taken up when its lease ends. */
const waitFor = 4_000;

/** Brings operations to their end: those begun here, and those whose process is gone. */
@Injectable()
export class OperationsRunner implements BeforeApplicationShutdown {
  private readonly sagas = new Map<string, Saga<unknown>>();
  private readonly working = new Set<Promise<unknown>>();
  private timer?: NodeJS.Timeout;
  private stopping = false;
  private looking?: Promise<void>;

  constructor(
    private readonly operations: OperationsRepository,
    private readonly roles: RoleBlocks,
    private readonly clusters: Clusters,
    private readonly log: Log,
  ) {}

  /** From now on operations of its kind are done here. */
  register<Payload>(saga: Saga<Payload>): void {
    if (this.sagas.has(saga.kind)) throw new Error(`There are two sagas of the kind ${saga.kind}.`);
    this.sagas.set(saga.kind, saga as Saga<unknown>);
  }

  /** Those that are registered. */
  all(): readonly Saga<unknown>[] {
    return [...this.sagas.values()];
  }

  /** For a process that is certainly alone, at its start: whoever held an operation is gone, so none has to be waited for. */
  async takeOver(): Promise<void> {
    await this.operations.endLeases();
  }

  /** Looks after all operations from now on. Of several processes that do, one gets each operation. */
  start(): void {
    const look = () => {
      this.looking ??= this.resume()
        .catch((error: Error) => this.log.warn('Operations could not be looked for.', error))
        .finally(() => (this.looking = undefined));
    };
    this.timer = setInterval(look, every).unref();
    look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.stopping = true;
    const ended = Promise.all([this.looking, ...this.working]);
    await Promise.race([ended, pause(waitFor, undefined, { ref: false })]);
  }

  /** Once: all that is due, and roles for the communities to come. */
  async resume(): Promise<void> {
    await this.operations.addDuePurges();
    for (const { name } of this.clusters.all()) await this.roles.ensureSpare(name);
    while (!this.stopping) {
      const due = await this.operations.claim(atOnce);
      if (due.length === 0) return;
      await Promise.all(due.map((operation) => this.run(operation)));
    }
  }

  /** Resolves when there is nothing more to do now; what became of it is in its row. Never rejects. */
  async run(operation: Operation): Promise<void> {
    const { requestId = `operation-${operation.id}` } = scope.current();
    const work = scope.run({ requestId }, () => this.attempt(operation));
    this.working.add(work);
    await work.finally(() => this.working.delete(work));
  }

  private async attempt(operation: Operation): Promise<void> {
    const saga = this.sagas.get(operation.kind);
    let { step: at } = operation;
    try {
      if (!saga) throw new Error(`Nothing here does ${operation.kind}.`); // perhaps a newer process will
      for (const [done, { name }] of saga.steps.entries()) {
        at = name;
        await this.take(operation, saga, done);
      }
    } catch (error) {
      if (error instanceof OperationLost) return;
      this.log.warn('An operation failed.', error as Error, {
        operation: operation.id,
        kind: operation.kind,
        step: at,
      });
      await this.afterFailure(operation, saga, { step: at, error: error as Error });
    }
  }

  private async take(operation: Operation, { steps }: Saga<unknown>, done: number): Promise<void> {
    const step = steps[done]!;
    const enter = () => this.operations.enter(operation, { step: step.name, done, total: steps.length });
    await enter();
    await step.run(operation, enter);
  }

  private async afterFailure(
    operation: Operation,
    saga: Saga<unknown> | undefined,
    { step, error }: { step: string; error: Error },
  ): Promise<void> {
    try {
      const hopeless = isPermanent(error) || operation.attempts >= (saga?.mostAttempts ?? Infinity);
      if (saga?.undo && hopeless) {
        await this.operations.enter(operation, { step: 'undo', done: 0, total: saga.steps.length });
        return await saga.undo(operation, { step, reason: error.message });
      }
      await this.operations.release(operation, error.message, Math.min(slowestRetry, 2 ** operation.attempts));
    } catch (failure) {
      if (failure instanceof OperationLost) return;
      this.log.warn('An operation could not be given back; its lease will end.', failure as Error, {
        operation: operation.id,
      });
    }
  }
}

/** SQLSTATEs of what another process does at the same time, within the classes of what cannot succeed. */
const races = new Set(['23505', '42P06', '42710']);

/** The same again would fail again: a refusal, or an error in a statement or in the code. */
function isPermanent(error: Error): boolean {
  if (error instanceof AppError || error instanceof TypeError || error instanceof RangeError) return true;
  const state = sqlState(error);
  return state !== undefined && /^(0A|22|23|42)/.test(state) && !races.has(state);
}
