import { Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { chooseLocale } from '#kernel/i18n';
import { tenantScope } from '#kernel/scope';
import { Administrator, CurrentMember, type Member } from '#community/identity';
import { SettingsAdministration } from '#community/site';
import { schemaIn, valuesOf } from './setting-views.js';
import {
  changesOf,
  SaveSettingsDto,
  SettingsSavedView,
  SettingsSchemaView,
  SettingsValuesView,
} from './settings.dto.js';

@Controller('v1/admin/settings')
@Administrator()
export class SettingsController {
  constructor(private readonly settings: SettingsAdministration) {}

  @Get('schema')
  @WireAnswer({ data: SettingsSchemaView })
  schema(@Headers('accept-language') language?: string): SettingsSchemaView {
    return schemaIn(chooseLocale(language, tenantScope.current().locale));
  }

  @Get('values')
  @WireAnswer({ data: SettingsValuesView })
  async values(): Promise<SettingsValuesView> {
    return valuesOf(await this.settings.read());
  }

  @Post('save')
  @HttpCode(200)
  @WireAnswer({ data: SettingsSavedView })
  async save(@CurrentMember() member: Member, @ValidBody() body: SaveSettingsDto): Promise<SettingsSavedView> {
    const changes = changesOf(body);
    const { items, has_pending_restart } = valuesOf(await this.settings.save(member.id, changes));
    return { items, updated_keys: changes.map(({ key }) => key), has_pending_restart };
  }
}
