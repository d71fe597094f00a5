import { Module, type Type } from '@nestjs/common';
import { ApiModule } from '../../apps/api/api.module.js';

/** Makes these a part of the applications that the spec file boots, as a room of its own would be. */
export function addProviders(...providers: Type[]): void {
  class SpecRoom {}
  Module({ providers })(SpecRoom);
  const known = (Reflect.getMetadata('imports', ApiModule) ?? []) as unknown[];
  Reflect.defineMetadata('imports', [...known, SpecRoom], ApiModule);
}
