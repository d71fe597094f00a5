import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';

@Injectable()
export class RoleBlocksRepository {
  constructor(private readonly db: PlatformDatabase) {}

  async find(cluster: string): Promise<{ nextNumber: number; rolesUntil: number }> {
    const [row] = await this.db.query<{ nextNumber: number; rolesUntil: number }>(
      'select next_number as "nextNumber", roles_until as "rolesUntil" from platform.cluster where name = $1',
      [cluster],
    );
    return row!;
  }

  async made(cluster: string, until: number): Promise<void> {
    await this.db.query('update platform.cluster set roles_until = $2 where name = $1 and roles_until < $2', [
      cluster,
      until,
    ]);
  }
}
