import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import type { Signup } from './signup.js';

const columns = `
  s.id, s.request_hash as "requestHash", s.state, s.expires_at <= now() as "isOver", s.slug, s.name, s.locale, s.template,
  s.plan, s.username, s.email, s.password_hash as "passwordHash", s.address, s.reason, s.decided_by as "decidedBy",
  s.decided_at as "decidedAt", s.created_at as "createdAt", s.expires_at as "expiresAt", s.tenant_id as "tenantId",
  s.operation_id as "operationId", o.state as "operationState", h.host`;
const tables = `
  platform.signup s left join platform.operation o on o.id = s.operation_id
                    left join platform.host h on h.tenant_id = s.tenant_id and h.is_primary`;

/** How a slug looks at a glance, as the index `tenant_looks` has it. */
const looks = (slug: string) => `replace(replace(translate(${slug}, '01', 'ol'), 'rn', 'm'), 'vv', 'w')`;

export interface SlugStanding {
  readonly isTaken: boolean;
  readonly isLikeAnother: boolean;
}

@Injectable()
export class SignupsQueries {
  constructor(private readonly db: PlatformDatabase) {}

  async find(by: { readonly id: number } | { readonly keyHash: Buffer }): Promise<Signup | null> {
    const [condition, value] = 'id' in by ? ['s.id = $1', by.id] : ['s.key_hash = $1', by.keyHash];
    const [row] = await this.db.query<Signup & Record<string, unknown>>(
      `select ${columns} from ${tables} where ${condition}`,
      [value],
    );
    return row ?? null;
  }

  /** Newest first, one more than asked for. */
  async list(state: Signup['state'] | null, { limit, before }: Stretch): Promise<Signup[]> {
    return this.db.query<Signup & Record<string, unknown>>(
      `select ${columns} from ${tables}
        where ($1::text is null or s.state = $1) and ($2::bigint is null or s.id < $2) order by s.id desc limit $3`,
      [state, before, limit + 1],
    );
  }

  /** `host`: where a community of this slug would be. One that somebody waits for is taken, too. */
  async slugStanding(slug: string, host: string): Promise<SlugStanding> {
    const [row] = await this.db.query<SlugStanding & Record<string, unknown>>(
      `select exists (select from platform.tenant where slug = $1 and state not in ('deleted', 'failed'))
              or exists (select from platform.host where host = $2)
              or exists (select from platform.signup where slug = $1 and state = 'pending' and expires_at > now()) as "isTaken",
              exists (select from platform.tenant
                       where ${looks('slug')} = ${looks('$1::text')} and state <> 'deleted' and slug <> $1) as "isLikeAnother"`,
      [slug, host],
    );
    return row!;
  }
}
