import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import type { Operator } from './operator.js';

export const operatorStrategy = 'operator';

export interface OperatorStrategyOptions {
  /** Passport keeps its strategies per process, not per application: whose operators are meant comes with the call. */
  readonly find: (token: string) => Promise<Operator | null>;
}

/** `Authorization: Bearer <operator token>` */
@Injectable()
export class OperatorStrategy extends PassportStrategy(passport.Strategy, operatorStrategy) {
  override authenticate(request: unknown, options?: unknown): void {
    const { headers, ip } = request as FastifyRequest;
    this.validate(headers.authorization, options as OperatorStrategyOptions).then(
      (operator) => (operator ? this.success({ ...operator, address: ip }) : this.fail(401)),
      (error: unknown) => this.error(error),
    );
  }

  async validate(authorization: string | undefined, { find }: OperatorStrategyOptions): Promise<Operator | null> {
    const token = /^Bearer +([\x21-\x7e]{16,200}) *$/i.exec(authorization ?? '')?.[1];
    return token === undefined ? null : find(token);
  }
}
