import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { OperatorsService } from '#platform/operators';
import { ProvisioningService } from '#platform/provisioning';
import { bootApi } from './boot-api.js';

export interface TestTenant {
  readonly id: number;
  readonly slug: string;
  readonly host: string;
  readonly role: string;
  readonly schema: string;
}

/** Its administrator, in every community that a test makes. */
export const owner = { username: 'keeper', password: 'keeper-password' };

/** A fresh, active community, made as operators make them; without an application by one that lives as long. */
export async function makeTenant(
  slug = `t${randomBytes(5).toString('hex')}`,
  app?: INestApplicationContext,
): Promise<TestTenant> {
  if (app) return make(app, slug);
  const api = await bootApi();
  try {
    return await make(api.app, slug);
  } finally {
    await api.app.close();
  }
}

async function make(app: INestApplicationContext, slug: string): Promise<TestTenant> {
  const root = await app.get(OperatorsService).root();
  const create = () => app.get(ProvisioningService).create(root, `test-${slug}`, { slug, name: slug, owner });
  let made = await create();
  for (let tries = 1; !('tenant' in made) && tries < 10; tries += 1) made = await create(); // the machine is busy
  if (!('tenant' in made)) throw new Error(`The community ${slug} is not ready: it is at ${made.operation.step}.`);
  const { id, hosts } = made.tenant;
  const [names] = await app
    .get(PlatformDatabase)
    .query<{ role: string; schema: string }>('select role, schema from platform.tenant where id = $1', [id]);
  return { id, slug, host: hosts[0]!.host, ...names! };
}
