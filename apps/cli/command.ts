import type { INestApplicationContext } from '@nestjs/common';
import type { ParseArgsConfig } from 'node:util';
import type { Config } from '#kernel/config';

type OptionType = NonNullable<ParseArgsConfig['options']>[string]['type'];

export interface CommandOption {
  readonly type: OptionType;
  /** How help calls the value: `<name>`. */
  readonly value?: string;
  readonly about: string;
  readonly required?: boolean;
}

export interface Given {
  /** One for each of the command's arguments. */
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** What a command has to work with: the database alone, or the whole application over it. Both end with `work`. */
export interface Workplace {
  readonly config: Config;
  /** The project's folder. */
  readonly root: string;
  withDatabase<T>(work: (database: { url: string; namespace: string }) => Promise<T>): Promise<T>;
  withApplication<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T>;
  /**
   * Shown on standard error. With a share it may be said as often as one likes: a bar on a terminal, elsewhere a line
   * every few seconds.
   */
  progress(text: string, share?: Share): void;
}

/** How much of it is done. */
export interface Share {
  readonly done: number;
  readonly total: number;
}

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** How wide it is; without it nobody looks on while it runs. */
  readonly columns?: number;
}

export interface Outcome {
  /** The one document of `--json`. */
  readonly json: unknown;
  readonly text: string;
  /** True: exit code 1, although nothing went wrong. */
  readonly differs?: boolean;
}

export interface Command {
  /** `tenant create` */
  readonly name: string;
  readonly summary: string;
  /** Names of what follows the command, all of them needed. */
  readonly args?: readonly string[];
  /** Name of what may follow them. */
  readonly optionalArg?: string;
  readonly options?: Readonly<Record<string, CommandOption>>;
  run(given: Given, workplace: Workplace): Promise<Outcome>;
}

/** The command was not called as `--help` says. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    message: string,
    /** Whose `--help` says how, as far as that is not clear to who catches it. */
    readonly command?: string,
  ) {
    super(message);
  }
}

export const textOption = ({ options }: Given, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};
