import { Module, type Type } from '@nestjs/common';
import { ApiModule } from '../../apps/api/api.module.js';

const added = new Set<Type>();

/** Makes these a part of the applications that the spec file boots, as a room of its own would be; once, however often. */
export function addProviders(...providers: Type[]): void {
  const fresh = providers.filter((provider) => !added.has(provider));
  for (const provider of fresh) added.add(provider);
  class SpecRoom {}
  Module({ providers: fresh })(SpecRoom);
  const known = (Reflect.getMetadata('imports', ApiModule) ?? []) as unknown[];
  Reflect.defineMetadata('imports', [...known, SpecRoom], ApiModule);
}
