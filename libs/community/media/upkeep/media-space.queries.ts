import { Injectable } from '@nestjs/common';
import { type Row, TenantDatabase } from '#kernel/database';
import { type MemberSpace, SpaceUsage, type SpaceUsed } from '#kernel/tenancy';
import { wholeCommunity } from '../media-usage.repository.js';

@Injectable()
export class MediaSpaceQueries extends SpaceUsage {
  constructor(private readonly db: TenantDatabase) {
    super();
  }

  async read(mostMembers: number): Promise<SpaceUsed> {
    const [used] = await this.db.query<{ files: number; bytes: number; members: MemberSpace[] } & Row>(
      `with largest as (
         select m.id, m.username, u.files, u.bytes from media_usage u join member m on m.id = u.member_id
          where u.files > 0 order by u.bytes desc, m.id limit $2)
       select coalesce(sum(files), 0)::bigint as files, coalesce(sum(bytes), 0)::bigint as bytes,
              coalesce((select jsonb_agg(to_jsonb(largest) order by bytes desc, id) from largest), '[]') as members
         from media_usage where member_id = $1`,
      [wholeCommunity, mostMembers],
    );
    return used!;
  }
}
