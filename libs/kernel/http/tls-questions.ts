import { Controller, Get, Injectable, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '#kernel/config';
import { Log } from '#kernel/logging';
import { InvalidHost, normaliseHost, standingOf, TenantDirectory } from '#kernel/tenancy';
import type { Tenant } from '#kernel/scope';

/** So many names at once are looked for in the database: whoever makes names up must not keep it from others. */
const mostLookups = 8;
/** A proxy keeps a visitor waiting meanwhile. */
const patience = 2_000;

/** Whether a certificate may be given out for a name: asked by a proxy at the first visit of each. */
@Injectable()
export class TlsQuestions {
  private lookups = 0;

  constructor(
    private readonly config: Config,
    private readonly directory: TenantDirectory,
    private readonly log: Log,
  ) {}

  /** 200 for a name that is answered here; 404 for any other; 503 where nobody can say, which a proxy takes for a no. */
  async ask(name: unknown): Promise<200 | 404 | 503> {
    const host = hostOf(name);
    if (host === null) return 404;
    if (host === this.config.platformHost || host === this.config.mediaHost) return 200;
    const known = this.directory.peek(host);
    if (known !== undefined) return answerFor(known);
    if (this.lookups >= mostLookups) return 503;
    this.lookups += 1;
    try {
      const lookup = this.directory.findByHost(host).finally(() => (this.lookups -= 1));
      return await soon(lookup.then(answerFor));
    } catch (error) {
      this.log.warn('Whether a host is known could not be looked up.', error as Error);
      return 503;
    }
  }
}

const answerFor = (tenant: Tenant | null): 200 | 404 => (tenant && standingOf(tenant.state).certificates ? 200 : 404);

function hostOf(name: unknown): string | null {
  if (typeof name !== 'string' || name === '' || name.includes(':')) return null;
  try {
    return normaliseHost(name);
  } catch (error) {
    if (error instanceof InvalidHost) return null;
    throw error;
  }
}

async function soon(answer: Promise<200 | 404>): Promise<200 | 404 | 503> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<503>((resolve) => (timer = setTimeout(resolve, patience, 503)));
  try {
    return await Promise.race([answer, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

@Controller('tls')
export class TlsController {
  constructor(private readonly questions: TlsQuestions) {}

  @Get('ask')
  async ask(@Query('domain') domain: unknown, @Res() reply: FastifyReply): Promise<void> {
    await reply.status(await this.questions.ask(domain)).send();
  }
}
