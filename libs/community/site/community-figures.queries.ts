import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';

@Injectable()
export class CommunityFiguresQueries {
  constructor(private readonly db: TenantDatabase) {}

  async countMembers(): Promise<number> {
    const [row] = await this.db.query<{ members: number }>(
      'select count(*) as members from member where deleted_at is null',
    );
    return row!.members;
  }
}
