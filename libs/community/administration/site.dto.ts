import { ApiProperty, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { TextField } from '#kernel/http';
import { type SettingChange, settingOfField, SiteProfileView } from '#community/site';

/** In this form; as settings, administrators change them too. */
export const readonlyFields = ['allow_user_register', 'allow_phone_bind'] as const;
/** Left out they stay as they are. */
const links = ['copyright_left_link', 'copyright_right_link'] as const;

export class SaveSiteProfileDto extends IntersectionType(
  OmitType(SiteProfileView, [...readonlyFields, ...links]),
  PartialType(PickType(SiteProfileView, links)),
) {}

export const profileChanges = (body: SaveSiteProfileDto): SettingChange[] =>
  Object.entries(body).map(([field, value]: [string, unknown]) => ({
    key: settingOfField(field as keyof SiteProfileView),
    value: value ?? '',
  }));

export class EditableSiteProfileView extends SiteProfileView {
  @ApiProperty({ enum: readonlyFields, isArray: true }) readonly_fields!: string[];
}

export class ChooseLogoDto {
  @TextField({ empty: true, about: '`content` of a picture that the administrator has uploaded; empty: no logo.' })
  content!: string;
}

export class SiteStatusView {
  @ApiProperty({ type: 'integer' }) register_user_count!: number;
  @ApiProperty({ type: 'integer', description: 'Heard of in the last five minutes.' }) online_user_count!: number;
  @ApiProperty({ type: 'integer' }) history_max_online!: number;
  @ApiProperty({ type: 'integer', description: 'When this process started, Unix seconds.' }) server_up_time!: number;
}
