import { IntField } from '#kernel/http';

export class RechargeDto {
  @IntField({ min: 1, max: 10_000_000, about: 'Cents.' }) amount!: number;
}
