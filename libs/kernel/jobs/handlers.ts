import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { DomainEvent } from './domain-event.js';
import { type Schedule, type Subscription, subscription } from './on.js';
import type { TaskClass } from './task-class.js';

type Payload = Record<string, unknown>;
type Provider = Record<string, (given: Payload | readonly Payload[]) => Promise<void>>;

/** A method that `@On` or `@Every` names. */
export class Handler {
  readonly task: string;
  readonly class: TaskClass;
  readonly inUnit: boolean;
  readonly inBatches: boolean;
  readonly schedule: Schedule | undefined;

  constructor(
    private readonly subscribed: Subscription,
    private readonly call: (given: Payload | readonly Payload[]) => Promise<void>,
  ) {
    this.task = subscribed.task;
    this.class = subscribed.class;
    this.inUnit = subscribed.inUnit ?? true;
    this.inBatches = subscribed.inBatches ?? false;
    this.schedule = subscribed.schedule;
  }

  /** Of several tasks only where it takes them in batches. */
  async handle(payloads: readonly Payload[]): Promise<void> {
    await this.call(this.inBatches ? payloads : payloads[0]!);
  }

  get events(): Subscription['events'] {
    return this.subscribed.events;
  }

  concerns(event: DomainEvent): boolean {
    return this.subscribed.when?.(event as never) ?? true;
  }

  keyOf(event: DomainEvent): string | null {
    return this.subscribed.key?.(event as never) ?? null;
  }
}

/** Every handler of the process. All processes know all of them, whether they run them or not. */
@Injectable()
export class Handlers implements OnModuleInit {
  private readonly byTask = new Map<string, Handler>();
  private readonly byEvent = new Map<string, Handler[]>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue;
      const provider = instance as Provider;
      for (const method of this.scanner.getAllMethodNames(Object.getPrototypeOf(provider) as object)) {
        const found = Reflect.getMetadata(subscription, provider[method]!) as Subscription | undefined;
        if (found) this.register(new Handler(found, (given) => provider[method]!.call(provider, given)));
      }
    }
  }

  find(task: string): Handler | undefined {
    return this.byTask.get(task);
  }

  of(event: DomainEvent): readonly Handler[] {
    return this.byEvent.get((event.constructor as typeof DomainEvent).type) ?? [];
  }

  scheduled(): (Handler & { readonly schedule: Schedule })[] {
    return [...this.byTask.values()].filter(
      (handler): handler is Handler & { schedule: Schedule } => handler.schedule !== undefined,
    );
  }

  private register(handler: Handler): void {
    if (this.byTask.has(handler.task)) throw new Error(`Two handlers are called ${handler.task}.`);
    this.byTask.set(handler.task, handler);
    for (const { type } of handler.events) this.byEvent.set(type, [...(this.byEvent.get(type) ?? []), handler]);
  }
}
