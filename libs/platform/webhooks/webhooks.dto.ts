import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString } from 'class-validator';
import { FlagField, IntField } from '#kernel/http';
import { testType, webhookTypes } from './webhook-types.js';

export const everything = '*';
const eventNames = [everything, ...webhookTypes];
const exampleUrl = 'https://billing.example.org/paopao';

/** Where it may lead is decided by kernel/outbound. */
const Url = IsString;

const Events = (): PropertyDecorator => (target, key) => {
  IsArray()(target, key);
  ArrayMinSize(1)(target, key);
  ArrayMaxSize(eventNames.length)(target, key);
  IsIn(eventNames, { each: true })(target, key);
};

export class NewWebhookDto {
  @Url()
  @ApiProperty({ type: String, maxLength: 2000, example: exampleUrl })
  url!: string;

  @IsOptional()
  @Events()
  @ApiProperty({
    type: [String],
    enum: eventNames,
    required: false,
    description: 'What it is told; `*`, which is the default, stands for all of it.',
    example: ['tenant.created', 'tenant.suspended'],
  })
  events?: string[];
}

export class ChangeWebhookDto {
  @IsOptional()
  @Url()
  @ApiProperty({ type: String, maxLength: 2000, required: false, example: exampleUrl })
  url?: string;

  @IsOptional()
  @Events()
  @ApiProperty({ type: [String], enum: eventNames, required: false, example: [everything] })
  events?: string[];

  @FlagField({ optional: true, about: 'Off: nothing is sent, and what happens meanwhile is not told later.' })
  active?: boolean;
}

export class RotateSecretDto {
  @IntField({
    optional: true,
    min: 0,
    max: 168,
    about: 'For so long messages carry the signature of the old secret, too. 24 where it is left out.',
  })
  overlap_hours?: number;
}

export class WebhookView {
  @ApiProperty({ type: Number, example: 5 })
  id!: number;
  @ApiProperty({ type: String, example: exampleUrl })
  url!: string;
  @ApiProperty({ type: [String], enum: eventNames, example: ['tenant.created', 'tenant.suspended'] })
  events!: string[];
  @ApiProperty({ type: Boolean, example: true })
  active!: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when nothing has arrived; null while the last message has.',
    example: null,
  })
  failing_since!: Date | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was switched off because nothing had arrived for three days.',
    example: null,
  })
  gave_up_at!: Date | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until then messages carry the signature of the secret before, too.',
    example: null,
  })
  old_secret_until!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  created_at!: Date;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  updated_at!: Date;
}

export class WebhookSecretView extends WebhookView {
  @ApiProperty({
    type: String,
    description: 'Shown in this answer only.',
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=',
  })
  secret!: string;
}

export class WebhookListView {
  @ApiProperty({ type: [WebhookView] })
  items!: WebhookView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: 'aWQ6NQ' })
  next!: string | null;
}

export const deliveryStates = ['pending', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export class DeliveryView {
  @ApiProperty({ type: Number, example: 711 })
  id!: number;
  @ApiProperty({
    type: String,
    description: 'Header `Webhook-Id`: the same at each try.',
    example: 'msg_0b6ab0b1-6a25-44c3-a0a8-1a9e2f6f6d8e',
  })
  message!: string;
  @ApiProperty({ enum: [...webhookTypes, testType], example: 'tenant.suspended' })
  type!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Id of the community.', example: 3 })
  tenant_id!: number | null;
  @ApiProperty({ enum: deliveryStates, description: '`dead`: given up.', example: 'delivered' })
  state!: DeliveryState;
  @ApiProperty({ type: Number, description: 'How often it was sent.', example: 1 })
  attempts!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'HTTP status of the last answer.', example: 204 })
  status!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why the last try failed.', example: null })
  error!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it is tried again.' })
  next_at!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  created_at!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-03-01T09:30:01.000Z' })
  ended_at!: Date | null;
}

export class DeliveryListView {
  @ApiProperty({ type: [DeliveryView] })
  items!: DeliveryView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: 'aWQ6NzEx' })
  next!: string | null;
}
