import { Global, Module } from '@nestjs/common';
import { OperatorStrategy } from './operator.strategy.js';
import { OperatorTokensRepository } from './operator-tokens.repository.js';
import { OperatorTokens } from './operator-tokens.service.js';
import { OperatorsQueries } from './operators.queries.js';
import { OperatorsRepository } from './operators.repository.js';
import { OperatorsService } from './operators.service.js';

/** Global, because the guard of every platform route asks it. */
@Global()
@Module({
  providers: [
    OperatorsQueries,
    OperatorsRepository,
    OperatorsService,
    OperatorStrategy,
    OperatorTokens,
    OperatorTokensRepository,
  ],
  exports: [OperatorsQueries, OperatorsService, OperatorTokens],
})
export class OperatorsModule {}
