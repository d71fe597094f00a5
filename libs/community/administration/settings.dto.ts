import { ApiProperty } from '@nestjs/swagger';
import { InvalidRequest, ListField } from '#kernel/http';
import type { SettingChange, SettingValue } from '#community/site';

/** Its type is that which the schema names. */
const anyValue = { oneOf: [{ type: 'boolean' }, { type: 'number' }, { type: 'string' }] };
const key = { type: 'string', example: 'app.max_page_size' };

export class SaveSettingsDto {
  @ListField({ type: 'object', required: ['key', 'value'], properties: { key, value: anyValue } })
  items!: unknown[];
}

/** Whether the values fit their settings is a rule of those. */
export function changesOf({ items }: SaveSettingsDto): SettingChange[] {
  return items.map((item) => {
    const { key: given, value } = (item ?? {}) as Partial<SettingChange>;
    if (typeof given !== 'string') throw new InvalidRequest(['each of items must have a key and a value']);
    return { key: given, value };
  });
}

export class SettingOptionView {
  @ApiProperty({ type: String }) label!: string;
  @ApiProperty({ type: String }) value!: string;
}

export class SettingSchemaView {
  @ApiProperty({ type: String }) key!: string;
  @ApiProperty({ enum: ['web', 'app', 'payments'] }) group!: string;
  @ApiProperty({ enum: ['profile', 'general', 'limits', 'alipay'] }) section!: string;
  @ApiProperty({ enum: ['bool', 'int', 'float', 'string'] }) type!: string;
  @ApiProperty({ type: String, description: 'In the language of the request.' }) label!: string;
  @ApiProperty({ type: String }) description!: string;
  @ApiProperty({ enum: ['live'] }) apply_mode!: 'live';
  @ApiProperty({ type: Boolean, description: 'Can be set, and is never answered.' }) secret!: boolean;
  @ApiProperty({ type: Boolean }) readonly!: boolean;
  @ApiProperty({ type: Boolean }) active!: boolean;
  @ApiProperty({ ...anyValue, required: false, description: 'What holds where nothing is chosen; not of a secret.' })
  bootstrap_value?: SettingValue;
  @ApiProperty({ type: Boolean, required: false, description: 'Of a secret only.' }) bootstrap_configured?: boolean;
  @ApiProperty({ type: () => SettingOptionView, isArray: true, required: false, description: 'One of these only.' })
  options?: SettingOptionView[];
}

export class SettingsSchemaView {
  @ApiProperty({ type: () => SettingSchemaView, isArray: true }) items!: SettingSchemaView[];
}

export class SettingValueView {
  @ApiProperty({ type: String }) key!: string;
  @ApiProperty({ ...anyValue, required: false, description: 'Not of a secret.' }) value?: SettingValue;
  @ApiProperty({ ...anyValue, required: false, description: 'Not of a secret.' }) effective_value?: SettingValue;
  @ApiProperty({ enum: ['bootstrap', 'override'], description: '`override`: chosen by an administrator.' })
  source!: 'bootstrap' | 'override';
  @ApiProperty({ type: Boolean }) pending_restart!: boolean;
  @ApiProperty({ type: Boolean, required: false, description: 'Whether a secret is set.' }) configured?: boolean;
  @ApiProperty({ type: Boolean }) active!: boolean;
}

export class SettingsValuesView {
  @ApiProperty({ type: () => SettingValueView, isArray: true }) items!: SettingValueView[];
  @ApiProperty({ type: Boolean }) has_pending_restart!: boolean;
}

export class SettingsSavedView extends SettingsValuesView {
  @ApiProperty({ type: String, isArray: true }) updated_keys!: string[];
}
