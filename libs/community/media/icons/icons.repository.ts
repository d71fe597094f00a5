import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { MediaVariant } from '../media-object.js';
import { isLogoSql } from '../media-objects.repository.js';
import { bookedSql } from '../media-usage.repository.js';
import { iconNames } from './icon-names.js';

export interface IconsOf {
  /** It is the logo, and lacks icons. */
  readonly areDue: boolean;
  /** It has icons, and is not the logo any more. */
  readonly areNeedless: boolean;
}

/** Bytes of the icons of the row `o`. */
const iconBytes = `
  (select coalesce(sum((variant.value ->> 'size')::bigint), 0) from jsonb_each(o.variants) as variant
    where variant.key = any($2))`;

/** Icons are variants of the file that is the logo, booked with it. */
@Injectable()
export class IconsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Null for a file that is gone, or of which nothing can be made. */
  async find(id: Id): Promise<IconsOf | null> {
    const [found] = await this.db.query<IconsOf & Row>(
      `select is_logo and not o.variants ?& $2::text[] as "areDue", o.variants ?| $2::text[] and not is_logo as "areNeedless"
         from media_object o cross join lateral (select ${isLogoSql('o.key')} as is_logo) as chosen
        where o.id = $1 and o.state = 'ready' and o.content_type like 'image/%'`,
      [id, iconNames],
    );
    return found ?? null;
  }

  /** What is stored is booked with it. If the file's other variants are made anew, their task comes here behind that. */
  async keep(id: Id, icons: Readonly<Record<string, MediaVariant>>): Promise<void> {
    await this.change(id, {
      condition: isLogoSql('media_object.key'),
      variants: `o.variants || $3::jsonb`,
      bytes: `o.bytes - ${iconBytes} + (select sum((icon.value ->> 'size')::bigint) from jsonb_each($3::jsonb) as icon)`,
      values: [Object.keys(icons), JSON.stringify(icons)],
    });
  }

  /** The nightly look at the store removes their bytes: at once, they might be those of a logo that is chosen again. */
  async forget(id: Id): Promise<void> {
    await this.change(id, {
      condition: `not ${isLogoSql('media_object.key')}`,
      variants: `o.variants - $2::text[]`,
      bytes: `greatest(0, o.bytes - ${iconBytes})`,
      values: [iconNames],
    });
  }

  private async change(
    id: Id,
    { condition, variants, bytes, values }: { condition: string; variants: string; bytes: string; values: unknown[] },
  ): Promise<void> {
    await this.db.query(
      `with was as (
         select id, bytes from media_object where id = $1 and state = 'ready' and ${condition} for no key update),
       changed as (
         update media_object o set variants = ${variants}, bytes = ${bytes} from was where o.id = was.id
         returning o.owner_id, 0 as files, o.bytes - was.bytes as bytes),
       ${bookedSql('changed')}
       select`,
      [id, ...values],
    );
  }

  /** Those of these files that there are. */
  async idsOf(keys: readonly string[]): Promise<Id[]> {
    const found = await this.db.query<{ id: Id }>('select id from media_object where key = any($1) order by id', [
      keys,
    ]);
    return found.map(({ id }) => id);
  }
}
