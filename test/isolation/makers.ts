import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TestTenant } from '../support/make-tenant.js';
import type { FormPart } from '../support/upload.js';
import type { Observer } from './observer.js';
import type { Call, Ids } from './wire.js';

/** By what communities are made, and what is in them. */
export interface Makers {
  readonly app: NestFastifyApplication;
  readonly observer: Observer;
  readonly makeTenant: (slug: string) => Promise<TestTenant>;
  readonly openInsider: (tenant: TestTenant) => Promise<Insider>;
  /** Who administers each community from its beginning. */
  readonly owner: { readonly username: string; readonly password: string };
  readonly uploadOf: (parts: FormPart[]) => Call;
  readonly settle: () => Promise<void>;
}

/** What only the deployment can do in a community: nobody who calls its API can. */
export interface Insider {
  readonly keepFile: (path: string, text: string) => Promise<void>;
  /** Invites cleo, as the making of a community invites its owner; `secret` is what the address would hold. */
  readonly invite: (secret: string) => Promise<void>;
  /** Draws a picture of `digits` under this id. */
  readonly drawCaptcha: (id: string) => Promise<void>;
  /** The code is `digits`. */
  readonly sendCode: (phone: string) => Promise<void>;
  /** By which the payment provider says that so many cents were paid for an order. */
  readonly notice: (order: number, cents: number) => Readonly<Record<string, string>>;
  /** A domain of its own, that serves. */
  readonly addDomain: (host: string) => Promise<void>;
  /** Its owner is keeper, whose address is known, and who has still to show another one to be theirs by this secret. */
  readonly claimAddress: (secret: string) => Promise<void>;
  /** Keeper, its owner, offers it to this member. */
  readonly offerTo: (username: string) => Promise<void>;
  /** Support asks to look at it, or has been let; answers the number. `secret`: of the link by which it enters. */
  readonly askForSupport: (state?: 'asked' | 'granted', secret?: string) => Promise<number>;
  readonly link: Ids['link'];
  readonly reading: Ids['reading'];
  readonly bringing: Ids['bringing'];
  /** From now on nothing is written only because time goes by: who is online has been noted. */
  readonly rest: () => Promise<void>;
}
