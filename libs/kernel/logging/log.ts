import { Injectable, type LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import { Config } from '#kernel/config';
import { scope } from '#kernel/scope';

const secrets = ['password', 'token', 'authorization', 'cookie', 'secret', 'invite', 'captcha', 'phone', 'databaseUrl'];

/** Nothing else of an error: what drivers add to it (the row that failed, the values of a statement) is members' data. */
function errorFields(
  error: Error & { code?: unknown; constraint?: unknown; table?: unknown },
): Record<string, unknown> {
  const { name: type, message, stack, code, constraint, table, cause } = error;
  const inner = cause instanceof Error ? { cause: errorFields(cause) } : {};
  return { type, message, stack, code, constraint, table, ...inner };
}

/** JSON lines with the request and the tenant of the scope; what looks like a secret is left out. */
@Injectable()
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(config: Config, destination?: DestinationStream) {
    this.pino = pino(
      {
        level: config.logLevel,
        base: undefined,
        serializers: { err: errorFields },
        redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[left out]' },
        mixin: () => {
          const { requestId, tenant } = scope.current();
          return { ...(requestId && { request: requestId }), ...(tenant && { tenant: tenant.id }) };
        },
      },
      // A log line must not wait for a slow reader, and none may be lost when the process ends.
      destination ?? pino.destination({ dest: config.logFile ?? 1, sync: true, mkdir: true }),
    );
  }

  /** With a context as Nest gives it, what it says of its own doings: the routes it maps, the modules it loads. */
  log(message: unknown, ...rest: unknown[]): void {
    this.write(typeof rest.at(-1) === 'string' ? 'debug' : 'info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const fields: Record<string, unknown> = {};
    for (const item of rest) {
      if (item instanceof Error) fields['err'] = item;
      else if (typeof item === 'object' && item !== null) Object.assign(fields, item);
      else if (typeof item === 'string') fields['context'] = item; // Nest passes the name of the class last
    }
    if (message instanceof Error) this.pino[level]({ ...fields, err: message }, message.message);
    else this.pino[level](fields, typeof message === 'string' ? message : JSON.stringify(message));
  }
}
