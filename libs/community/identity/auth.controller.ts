import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody } from '#kernel/http';
import { AccountsService } from './accounts.service.js';
import { CredentialsDto, type RegisteredView, type TokenView } from './auth.dto.js';

@Controller('v1/auth')
export class AuthController {
  constructor(private readonly accounts: AccountsService) {}

  @Post('register')
  @HttpCode(200)
  async register(@ValidBody() { username, password }: CredentialsDto): Promise<RegisteredView> {
    return this.accounts.register(username, password);
  }

  @Post('login')
  @HttpCode(200)
  async login(@ValidBody() { username, password }: CredentialsDto): Promise<TokenView> {
    return { token: await this.accounts.login(username, password) };
  }
}
