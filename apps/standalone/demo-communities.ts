import type { INestApplicationContext } from '@nestjs/common';
import { Config } from '#kernel/config';
import type { Tenant } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { OperatorsService } from '#platform/operators';
import { ProvisioningService } from '#platform/provisioning';
import type { Progress } from './progress.js';

const demos = [
  { slug: 'demo', name: '泡泡读书会', locale: 'zh-CN' },
  { slug: 'garden', name: 'Riverside Garden', locale: 'en' },
];
export const demoLogin = { username: 'linlin', password: 'paopao-demo' };

export const demoPlaces = (config: Config) =>
  demos.map(({ slug }) => ({ name: slug, url: config.publicUrl(`${slug}.${config.baseDomain}`) }));

/** Both communities with what is in them; what an earlier start has made, or begun, is found and finished. */
export async function createDemo(app: INestApplicationContext, _progress: Progress, stopping: AbortSignal): Promise<void> {
  for (const demo of demos) {
    stopping.throwIfAborted();
    await community(app, demo);
  }
}

async function community(app: INestApplicationContext, demo: (typeof demos)[number]): Promise<Tenant> {
  const operator = await app.get(OperatorsService, { strict: false }).root();
  const request = { ...demo, owner: demoLogin };
  await app.get(ProvisioningService, { strict: false }).create(operator, `npm-start:${demo.slug}`, request);
  const host = `${demo.slug}.${app.get(Config, { strict: false }).baseDomain}`;
  return (await app.get(TenantDirectory, { strict: false }).findByHost(host))!;
}
