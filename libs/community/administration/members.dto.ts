import type { Id } from '#kernel/database';
import { FlagField, IdField, IntField } from '#kernel/http';

export class SetStatusDto {
  @IdField() id!: Id;
  @IntField({ min: 1, max: 2, about: '1 normal, 2 banned.' }) status!: 1 | 2;
}

export class SetRoleDto {
  @IdField() id!: Id;
  @FlagField() is_admin!: boolean;
}
