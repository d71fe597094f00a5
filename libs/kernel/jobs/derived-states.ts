import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { DerivedState } from './derived-state.js';

/** All derived state that the rooms of this process know, in the order of the names. */
@Injectable()
export class DerivedStates implements OnModuleInit {
  private states: readonly DerivedState[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const found = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    const states = found.filter((provider): provider is DerivedState => provider instanceof DerivedState);
    this.states = states.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    const twice = this.states.find(({ name }, index) => this.states[index + 1]?.name === name);
    if (twice) throw new Error(`Two derived states are called ${twice.name}.`);
  }

  find(name: string): DerivedState | undefined {
    return this.states.find((state) => state.name === name);
  }

  /** The name of the first one behind this name, which need not be known here. */
  nameAfter(name: string): string | null {
    return this.states.find((state) => state.name > name)?.name ?? null;
  }
}
