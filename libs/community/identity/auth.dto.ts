import { IsNotEmpty, IsString } from 'class-validator';
import type { Id } from '#kernel/database';

export class CredentialsDto {
  @IsString() @IsNotEmpty() username!: string;
  @IsString() @IsNotEmpty() password!: string;
}

export interface RegisteredView {
  readonly id: Id;
  readonly username: string;
}

export interface TokenView {
  readonly token: string;
}
