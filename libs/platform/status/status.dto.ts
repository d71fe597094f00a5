import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  audiences,
  type Impact,
  impacts,
  type IncidentState,
  incidentStates,
  type MaintenancePhase,
  type NoticeAudience,
} from './notices.js';
import {
  type Component,
  components,
  type ComponentState,
  componentStates,
  overallStates,
  type Overall,
} from './probes.js';

const longestTitle = 120;
const longestText = 2000;

const Trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

class TitleDto {
  @Trimmed
  @IsString()
  @Length(1, longestTitle)
  @ApiProperty({ type: String, maxLength: longestTitle, example: '图片暂时无法显示' })
  zh!: string;
  @Trimmed
  @IsString()
  @Length(1, longestTitle)
  @ApiProperty({ type: String, maxLength: longestTitle, example: 'Pictures are not shown' })
  en!: string;
}

class TextDto {
  @Trimmed
  @IsString()
  @Length(1, longestText)
  @ApiProperty({ type: String, maxLength: longestText, example: '我们正在查找原因。' })
  zh!: string;
  @Trimmed
  @IsString()
  @Length(1, longestText)
  @ApiProperty({ type: String, maxLength: longestText, example: 'We are looking for the cause.' })
  en!: string;
}

const planForm = /^[a-z][a-z0-9-]{0,39}$/;

export class AffectsDto {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(planForm, { each: true, message: 'each of plans must be the name of a plan' })
  @ApiProperty({ type: [String], required: false, description: 'Communities of these plans.', example: ['free'] })
  plans?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @ApiProperty({ type: [Number], required: false, description: 'These communities, by their ids.', example: [3] })
  tenants?: number[];
}

const IsNested =
  (of: new () => object): PropertyDecorator =>
  (target, key) => {
    IsObject()(target, key); // an array of them would be taken for one, too
    ValidateNested()(target, key);
    Type(() => of)(target, key);
  };

const Title = (): PropertyDecorator => (target, key) => {
  IsNested(TitleDto)(target, key);
  ApiProperty({ type: TitleDto })(target, key);
};
const Text = (): PropertyDecorator => (target, key) => {
  IsNested(TextDto)(target, key);
  ApiProperty({ type: TextDto })(target, key);
};
const AffectsWhom = (): PropertyDecorator => (target, key) => {
  IsOptional()(target, key);
  IsNested(AffectsDto)(target, key);
  ApiProperty({ type: AffectsDto, required: false, description: 'Left out: everybody.' })(target, key);
};

const Moment =
  (about: string): PropertyDecorator =>
  (target, key) => {
    Type(() => Date)(target, key);
    IsDate()(target, key);
    ApiProperty({ type: String, format: 'date-time', description: about, example: '2026-03-02T01:00:00Z' })(
      target,
      key,
    );
  };

export class NewIncidentDto {
  @Title()
  title!: TitleDto;

  @Text()
  text!: TextDto;

  @IsOptional()
  @IsIn(impacts)
  @ApiProperty({ enum: impacts, required: false, default: 'degraded', example: 'degraded' })
  impact?: Impact;

  @IsOptional()
  @IsIn(incidentStates)
  @ApiProperty({ enum: incidentStates, required: false, default: 'investigating', example: 'investigating' })
  state?: IncidentState;

  @AffectsWhom()
  affects?: AffectsDto;
}

export class NewUpdateDto {
  @IsIn(incidentStates)
  @ApiProperty({ enum: incidentStates, description: '`resolved` ends the incident.', example: 'monitoring' })
  state!: IncidentState;

  @Text()
  text!: TextDto;
}

export class NewMaintenanceDto {
  @Title()
  title!: TitleDto;

  @Text()
  text!: TextDto;

  @Moment('At least 24 hours ahead, unless it is an emergency.')
  starts_at!: Date;

  @Moment('At most 7 days later.')
  ends_at!: Date;

  @AffectsWhom()
  affects?: AffectsDto;

  @IsOptional()
  @IsBoolean()
  @ApiProperty({ type: Boolean, required: false, description: 'It cannot wait for a day; `reason` says why.' })
  emergency?: boolean;

  @IsOptional()
  @Trimmed
  @IsString()
  @Length(1, 500)
  @ApiProperty({ type: String, required: false, maxLength: 500, example: 'A disk is about to fail.' })
  reason?: string;
}

export class NewAnnouncementDto {
  @Text()
  text!: TextDto;

  @Moment('At most a year ahead.')
  until!: Date;

  @IsOptional()
  @IsIn(audiences)
  @ApiProperty({ enum: audiences, required: false, default: 'administrators', example: 'administrators' })
  audience?: NoticeAudience;

  @AffectsWhom()
  affects?: AffectsDto;
}

export class WordsView {
  @ApiProperty({ type: String, example: '图片暂时无法显示' })
  zh!: string;
  @ApiProperty({ type: String, example: 'Pictures are not shown' })
  en!: string;
}

export class AffectsView {
  @ApiProperty({ type: [String], example: [] })
  plans!: readonly string[];
  @ApiProperty({ type: [Number], example: [3] })
  tenants!: readonly number[];
}

export class IncidentUpdateView {
  @ApiProperty({ enum: incidentStates, example: 'monitoring' })
  state!: IncidentState;
  @ApiProperty({ type: WordsView })
  text!: WordsView;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:40:00.000Z' })
  at!: Date;
}

export class IncidentView {
  @ApiProperty({ type: Number, example: 4 })
  id!: number;
  @ApiProperty({ type: WordsView })
  title!: WordsView;
  @ApiProperty({ enum: impacts, example: 'degraded' })
  impact!: Impact;
  @ApiProperty({ enum: incidentStates, example: 'monitoring' })
  state!: IncidentState;
  @ApiProperty({ type: AffectsView })
  affects!: AffectsView;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  started_at!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  resolved_at!: Date | null;
  @ApiProperty({ type: [IncidentUpdateView], description: 'The newest first.' })
  updates!: readonly IncidentUpdateView[];
}

export class MaintenanceView {
  @ApiProperty({ type: Number, example: 2 })
  id!: number;
  @ApiProperty({ type: WordsView })
  title!: WordsView;
  @ApiProperty({ type: WordsView })
  text!: WordsView;
  @ApiProperty({ enum: ['planned', 'running', 'over', 'cancelled'], example: 'planned' })
  state!: MaintenancePhase;
  @ApiProperty({ type: AffectsView })
  affects!: AffectsView;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T01:00:00.000Z' })
  starts_at!: Date;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T02:00:00.000Z' })
  ends_at!: Date;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was announced so late.', example: null })
  emergency!: string | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-02-27T09:30:00.000Z' })
  announced_at!: Date;
}

export class AnnouncementView {
  @ApiProperty({ type: Number, example: 9 })
  id!: number;
  @ApiProperty({ type: WordsView })
  text!: WordsView;
  @ApiProperty({ enum: audiences, example: 'administrators' })
  audience!: NoticeAudience;
  @ApiProperty({ type: AffectsView })
  affects!: AffectsView;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-08T00:00:00.000Z' })
  until!: Date;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  announced_at!: Date;
}

const next = { type: String, nullable: true, description: '`cursor` of the next page.', example: 'aWQ6NA' } as const;

export class IncidentListView {
  @ApiProperty({ type: [IncidentView] })
  items!: IncidentView[];
  @ApiProperty(next)
  next!: string | null;
}

export class MaintenanceListView {
  @ApiProperty({ type: [MaintenanceView] })
  items!: MaintenanceView[];
  @ApiProperty(next)
  next!: string | null;
}

export class AnnouncementListView {
  @ApiProperty({ type: [AnnouncementView] })
  items!: AnnouncementView[];
  @ApiProperty(next)
  next!: string | null;
}

export class ComponentView {
  @ApiProperty({ enum: components, example: 'database' })
  name!: Component;
  @ApiProperty({ enum: componentStates, example: 'up' })
  state!: ComponentState;
}

export class StatusView {
  @ApiProperty({ enum: overallStates, description: 'The worst of what is below.', example: 'operational' })
  state!: Overall;
  @ApiProperty({ type: String, format: 'date-time', description: 'When the components were looked at.' })
  at!: Date;
  @ApiProperty({ type: [ComponentView] })
  components!: readonly ComponentView[];
  @ApiProperty({ type: [IncidentView], description: 'Those of the last 90 days that concern more than single ones.' })
  incidents!: IncidentView[];
  @ApiProperty({ type: [MaintenanceView] })
  maintenances!: MaintenanceView[];
}
