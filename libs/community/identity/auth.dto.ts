import { ApiProperty } from '@nestjs/swagger';
import type { Id } from '#kernel/database';
import { TextField } from '#kernel/http';

export class CredentialsDto {
  @TextField({ about: '3 to 12 letters and digits.' }) username!: string;
  @TextField({ about: '6 to 128 characters.' }) password!: string;
}

export class ChangePasswordDto {
  @TextField({ about: 'The new one: 6 to 128 characters.' }) password!: string;
  @TextField() old_password!: string;
}

export class RegisteredView {
  @ApiProperty({ type: 'integer' }) id!: Id;
  @ApiProperty({ type: String }) username!: string;
}

export class TokenView {
  @ApiProperty({ type: String, description: 'For `Authorization: Bearer`; good for a day.' }) token!: string;
}
