import { type CanActivate, Injectable } from '@nestjs/common';
import { AppError } from '#kernel/http';
import { WalletAvailability } from '#community/site';

/** On a controller, so that it comes before the guards of its routes: without a wallet there are none of these, for nobody. */
@Injectable()
export class WalletGuard implements CanActivate {
  constructor(private readonly wallet: WalletAvailability) {}

  async canActivate(): Promise<boolean> {
    if (!(await this.wallet.isOn())) throw new AppError('request.no-route');
    return true;
  }
}
