import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Config } from '#kernel/config';
import { AppError } from '#kernel/http';
import { StoreUnusable } from '#kernel/objects';
import type { Tenant } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { OperatorsService } from '#platform/operators';
import { ProvisioningService } from '#platform/provisioning';
import { demoContents, seedCommunity } from './demo/index.js';
import type { Progress } from './progress.js';

interface Demo {
  readonly slug: keyof typeof demoContents;
  readonly name: string;
  readonly locale: string;
}

export const demos: readonly Demo[] = [
  { slug: 'demo', name: '泡泡读书会', locale: 'zh-CN' },
  { slug: 'garden', name: 'Riverside Garden', locale: 'en' },
];
/** The owner of both, and the password of every member. Known to everybody, so a public installation sets DEMO=0. */
export const demoLogin = { username: 'linlin', password: 'paopao-demo' };

export const demoPlaces = (config: Config) =>
  demos.map(({ slug }) => ({ name: slug, url: config.publicUrl(`${slug}.${config.baseDomain}`) }));

interface Surroundings {
  /** The project's folder. */
  readonly root: string;
  readonly progress: Progress;
  readonly stopping: AbortSignal;
}

/** Both communities with what is in them; what an earlier start has made, or begun, is found and finished. */
export async function createDemo(
  app: INestApplicationContext,
  { root, progress, stopping }: Surroundings,
): Promise<void> {
  const pictures = join(root, 'apps', 'standalone', 'demo', 'pictures');
  for (const demo of demos) {
    stopping.throwIfAborted();
    const tenant = await createOnce(app, demo, stopping);
    stopping.throwIfAborted();
    const remark = (text: string) => progress.remark(text);
    // An operator may have renamed, suspended or deleted it since: then it is theirs.
    if (!tenant) continue;
    try {
      const seeding = { password: demoLogin.password, pictures, progress: remark };
      await seedCommunity(app, tenant, demoContents[demo.slug], seeding);
    } catch (error) {
      if (!(error instanceof StoreUnusable)) throw error;
      remark(`What is in the demo comes with the next start, for its pictures cannot be kept now. ${error.message}`);
    }
  }
}

async function createOnce(app: INestApplicationContext, demo: Demo, stopping: AbortSignal): Promise<Tenant | null> {
  const operator = await app.get(OperatorsService, { strict: false }).root();
  const provisioning = app.get(ProvisioningService, { strict: false });
  const create = () => provisioning.create(operator, `npm-start:${demo.slug}`, { ...demo, owner: demoLogin });
  // Begun by a start that was killed: it is finished by the runner, and each call waits for that a while.
  try {
    while ('operation' in (await create())) stopping.throwIfAborted();
  } catch (error) {
    // Somebody has made a community of that name, or an earlier release made this one a little otherwise: it is theirs.
    if (error instanceof AppError && ['tenant.slug-taken', 'idempotency.key-reused'].includes(error.code)) return null;
    throw error;
  }
  const tenant = await app
    .get(TenantDirectory, { strict: false })
    .findByHost(`${demo.slug}.${app.get(Config, { strict: false }).baseDomain}`);
  return tenant?.state === 'active' ? tenant : null;
}
