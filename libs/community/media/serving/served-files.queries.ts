import { Injectable } from '@nestjs/common';
import { type Row, TenantDatabase } from '#kernel/database';
import type { ServedFile } from './served-file.js';

@Injectable()
export class ServedFilesQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** Null for what is not there, or not whole yet. 90: everybody may see the post, as `visibility` of its room has it. */
  async find(key: string): Promise<ServedFile | null> {
    const [found] = await this.db.query<ServedFile & Row>(
      `select o.key, o.content_type as "contentType", o.size, o.state, o.variants, o.has_original as "hasOriginal",
              o.was_used as "wasUsed",
              exists (select from media_use u
                        left join comment c on u.subject = 'comment' and c.id = u.subject_id and c.deleted_at is null
                        left join post p on p.id = case u.subject when 'post' then u.subject_id else c.post_id end
                             and p.visibility = 90 and p.deleted_at is null
                       where u.object_id = o.id and (u.subject in ('avatar', 'site') or p.id is not null)) as "isPublic"
         from media_object o where o.key = $1 and o.state <> 'uploading'`,
      [key],
    );
    return found ?? null;
  }
}
