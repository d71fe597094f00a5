import { Global, Module } from '@nestjs/common';
import { OperatorStrategy } from './operator.strategy.js';
import { OperatorsRepository } from './operators.repository.js';
import { OperatorsService } from './operators.service.js';

/** Global, because the guard of every platform route asks it. */
@Global()
@Module({ providers: [OperatorsRepository, OperatorsService, OperatorStrategy], exports: [OperatorsService] })
export class OperatorsModule {}
