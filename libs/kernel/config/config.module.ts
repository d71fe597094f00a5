import { type DynamicModule, Module } from '@nestjs/common';
import { BuildInfo } from './build-info.js';
import { Config } from './config.js';

@Module({})
export class ConfigModule {
  /** `root`: the project's folder. */
  static for(config: Config, root: string): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [
        { provide: Config, useValue: config },
        { provide: BuildInfo, useValue: BuildInfo.of(root, config) },
      ],
      exports: [Config, BuildInfo],
    };
  }
}
