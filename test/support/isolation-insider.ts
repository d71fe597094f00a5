import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashSecret, randomSecret } from '#kernel/crypto';
import { tenantFolder, TenantObjects } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { MediaObjectsService } from '#community/media';
import { CodeProofs } from '../../libs/community/identity/phone/code-proofs.js';
import { MediaLinks } from '../../libs/community/media/serving/media-links.js';
import { ObjectPasses } from '../../libs/kernel/objects/object-passes.js';
import { SandboxNotices } from '../../libs/community/wallet/sandbox-notices.js';
import type { Insider } from '../isolation/makers.js';
import type { Observer } from '../isolation/observer.js';
import { digits } from '../isolation/wire.js';
import type { TestTenant } from './make-tenant.js';
import { boundary, formOf } from './upload.js';

/** Of one community, by the services of `app` and by rows behind its back. */
export async function openInsider(
  app: NestFastifyApplication,
  observer: Observer,
  { host, schema }: TestTenant,
): Promise<Insider> {
  const tenant = (await app.get(TenantDirectory).findByHost(host))!;
  const inside = <T>(work: () => T): T => tenantScope.run(tenant, work);
  const keepCode = async (row: { purpose: string; hash: Buffer; subject: string; answer: Buffer | null }) => {
    await observer.query(
      `insert into ${schema}.access_code (purpose, hash, subject, answer, member_id, expires_at)
       select $1, $2, $3, $4, (select id from ${schema}.member where username = 'cleo' and $1 = 'invite'), now() + interval '1 day'`,
      [row.purpose, row.hash, row.subject, row.answer],
    );
  };
  const proof = (of: string): Buffer => inside(() => app.get(CodeProofs).make(of, digits));
  return {
    keepFile: (path, text) =>
      inside(async () => {
        const about = { contentType: 'text/plain', size: Buffer.byteLength(text), width: 0, height: 0 };
        await app.get(TenantObjects).put(path, Buffer.from(text), { type: about.contentType });
        const key = tenantFolder(tenant) + path;
        const [first] = await observer.query<{ id: string; known: boolean }>(
          `select min(id) as id, exists (select from ${schema}.media_object where key = $1) as known from ${schema}.member`,
          [key],
        );
        if (!first!.known) await app.get(MediaObjectsService).keep(Number(first!.id), key, about);
      }),
    invite: (secret) => keepCode({ purpose: 'invite', hash: hashSecret(secret), subject: '', answer: null }),
    drawCaptcha: (id) => keepCode({ purpose: 'captcha', hash: hashSecret(id), subject: '', answer: proof(id) }),
    sendCode: (phone) =>
      keepCode({ purpose: 'phone', hash: hashSecret(randomSecret()), subject: phone, answer: proof(phone) }),
    notice: (order, cents) => inside(() => app.get(SandboxNotices).sign(paymentOf(order, cents))),
    ...signedIn(app, tenant),
    ...owned(observer, tenant),
    askForSupport: askForSupport(observer, tenant),
    addDomain: (domain) => observer.addDomain(tenant.id, domain),
    rest: () => rest(observer, schema),
  };
}

function owned(observer: Observer, { id }: Tenant): Pick<Insider, 'claimAddress' | 'offerTo'> {
  const byKeeper = () =>
    observer.query(
      `update platform.tenant set owner_username = 'keeper', owner_email = 'keeper@example.org', owner_verified_at = now()
        where id = $1`,
      [id],
    );
  return {
    claimAddress: async (secret) => {
      await byKeeper();
      await observer.query(
        `insert into platform.owner_claim (tenant_id, email, nonce, hash, expires_at)
         values ($1, 'next' || $1::bigint || '@example.org', gen_random_uuid(), $2, now() + interval '1 day')
         on conflict (tenant_id) do update set hash = excluded.hash, expires_at = excluded.expires_at`,
        [id, hashSecret(secret)],
      );
      await observer.query('delete from platform.mail_count'); // how often it was written to is tried elsewhere
    },
    offerTo: async (username) => {
      await byKeeper();
      await observer.query(
        `insert into platform.owner_offer (tenant_id, from_username, to_username, expires_at)
         values ($1, 'keeper', $2, now() + interval '1 day')
         on conflict (tenant_id) do update set to_username = excluded.to_username, expires_at = excluded.expires_at`,
        [id, username],
      );
    },
  };
}

const askForSupport =
  (observer: Observer, { id }: Tenant): Insider['askForSupport'] =>
  async (state = 'asked', secret) => {
    await observer.query('delete from platform.support_access where tenant_id = $1', [id]);
    const [access] = await observer.query<{ id: string }>(
      `insert into platform.support_access
         (tenant_id, operator_id, operator_name, reason, minutes, granted_at, granted_by, ends_at, link_hash, link_until)
       select $1, o.id, o.name, 'To look', 60, t.at, 'keeper', t.at + interval '1 hour', $3, t.at + interval '5 minutes'
         from platform.operator o, (values (case when $2 = 'granted' then now() end)) as t (at)
        where o.role = 'admin' and o.disabled_at is null limit 1
       returning id`,
      [id, state, secret === undefined ? null : hashSecret(secret)],
    );
    return Number(access!.id);
  };

/** So that nothing changes by itself while routes are tried. */
async function rest(observer: Observer, schema: string): Promise<void> {
  await observer.query(`update ${schema}.session set last_seen_at = now() + interval '1 day'`);
  await observer.query(
    `update ${schema}.media_object set upload = upload || '{"incoming": "incoming/brought"}'
      where id = (select min(id) from ${schema}.media_object where upload ->> 'how' = 'direct')`,
  ); // is awaited
  await observer.query(`delete from ${schema}.setting where key = 'site.most_online'`);
  await observer.query(`insert into ${schema}.setting (key, value) values ('site.most_online', '1000000')`);
}

/** What is signed for those who read files, and who bring objects to the store and read them there. */
function signedIn(app: NestFastifyApplication, tenant: Tenant): Pick<Insider, 'link' | 'reading' | 'bringing'> {
  const passes = app.get(ObjectPasses);
  const link = (path: string) => tenantScope.run(tenant, () => app.get(MediaLinks).sign(path, 3600));
  return {
    link: (path) => Object.fromEntries(new URLSearchParams(link(path))),
    reading: (path) => {
      const key = tenantFolder(tenant) + path;
      return { key, query: Object.fromEntries(new URLSearchParams(passes.reading(key, { seconds: 3600 }))) };
    },
    bringing: (path) => {
      const fields = passes.form(tenantFolder(tenant) + path, { type: 'text/plain', largest: 100, seconds: 3600 });
      const parts = Object.entries(fields).map(([name, value]) => ({ name, value }));
      const body = formOf([...parts, { name: 'file', bytes: Buffer.from('brought'), type: 'text/plain' }]);
      return { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
    },
  };
}

const paymentOf = (order: number, cents: number) => ({
  out_trade_no: String(order),
  trade_no: `isolation-${order}`,
  trade_status: 'TRADE_SUCCESS',
  total_amount: (cents / 100).toFixed(2),
});
