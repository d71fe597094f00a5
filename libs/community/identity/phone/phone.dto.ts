import { ApiProperty } from '@nestjs/swagger';
import { TextField } from '#kernel/http';

const about = 'Of mainland China as it is; any other with + and the country.';

export class SendCodeDto {
  @TextField({ about }) phone!: string;
  @TextField({ about: 'The digits in the picture.' }) img_captcha!: string;
  @TextField() img_captcha_id!: string;
}

export class BindPhoneDto {
  @TextField({ about }) phone!: string;
  @TextField({ about: 'The code that was sent to it.' }) captcha!: string;
}

export class CaptchaView {
  @ApiProperty({ type: String, description: '32 hexadecimal digits.' }) id!: string;
  @ApiProperty({ type: String, description: 'A data URI of a PNG, 160x64, with six digits.' }) b64s!: string;
}
