import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { DomainEvent } from './domain-event.js';
import { type Subscription, subscription } from './on.js';

export interface Handler extends Subscription {
  handle(payload: Record<string, unknown>): Promise<void>;
}

type Provider = Record<string, (event: unknown) => Promise<void>>;

/** Every handler of the process, found by its `@On`. All processes know all of them, whether they run them or not. */
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
        if (found) this.register({ ...found, handle: (payload) => provider[method]!.call(provider, payload) });
      }
    }
  }

  find(task: string): Handler | undefined {
    return this.byTask.get(task);
  }

  of(event: DomainEvent): readonly Handler[] {
    return this.byEvent.get((event.constructor as typeof DomainEvent).type) ?? [];
  }

  private register(handler: Handler): void {
    if (this.byTask.has(handler.task)) throw new Error(`Two handlers are called ${handler.task}.`);
    this.byTask.set(handler.task, handler);
    for (const { type } of handler.events) this.byEvent.set(type, [...(this.byEvent.get(type) ?? []), handler]);
  }
}
