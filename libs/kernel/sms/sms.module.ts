import { Global, Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Log } from '#kernel/logging';
import { HttpGatewaySmsSender } from './drivers/http-gateway.sms-sender.js';
import { LogSmsSender } from './drivers/log.sms-sender.js';
import { SmsSender } from './sms-sender.js';

const chosen = ({ smsGatewayUrl: url, smsGatewayToken: token }: Config, log: Log): SmsSender =>
  url === undefined ? new LogSmsSender(log) : new HttpGatewaySmsSender({ url, token });

@Global()
@Module({
  providers: [{ provide: SmsSender, useFactory: chosen, inject: [Config, Log] }],
  exports: [SmsSender],
})
export class SmsModule {}
