import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MasterKey } from '#kernel/crypto';
import { Clock } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { FormRules, SignedReading } from './object-store.js';

/** What a form that is taken brings. */
export interface FormPass {
  readonly key: string;
  readonly type: string;
  readonly largest: number;
  readonly expires: number;
}

type Given = Readonly<Record<string, unknown>>;

/** Rights to bring or to read one object for a while, for drivers whose objects go through this server. */
@Injectable()
export class ObjectPasses {
  constructor(
    private readonly masterKey: MasterKey,
    private readonly clock: Clock,
  ) {}

  /** The fields of a form; their names are those that S3 has for them. */
  form(key: string, { type, largest, seconds }: FormRules): Record<string, string> {
    const pass: FormPass = { key, type, largest, expires: this.clock.seconds() + seconds };
    const policy = Buffer.from(JSON.stringify(pass)).toString('base64url');
    return { key, 'Content-Type': type, policy, signature: this.signature('form', policy) };
  }

  /** Refused: `media.link-expired` when the fields are not as they were given, `upload.type-refused` for another type. */
  takeForm({ key, 'Content-Type': type, policy, signature }: Given): FormPass {
    if (typeof policy !== 'string' || !this.isSigned(signature, 'form', policy))
      throw new AppError('media.link-expired');
    const pass = JSON.parse(Buffer.from(policy, 'base64url').toString()) as FormPass;
    if (pass.key !== key || pass.expires <= this.clock.seconds()) throw new AppError('media.link-expired');
    if (pass.type !== type) throw new AppError('upload.type-refused');
    return pass;
  }

  /** The query of an address. */
  reading(key: string, { seconds, saveAs = '' }: SignedReading): string {
    const expires = this.clock.seconds() + seconds;
    const query = new URLSearchParams({
      e: String(expires),
      s: this.signature('reading', `${expires}\n${saveAs}\n${key}`),
    });
    if (saveAs) query.set('as', saveAs);
    return query.toString();
  }

  /** Answers the name to save the object under, if it is to be saved. Refused: `media.link-expired`. */
  takeReading(key: string, { e, s, as: saveAs = '' }: Given): string | undefined {
    const isWhole = typeof e === 'string' && /^[1-9]\d{0,11}$/.test(e) && typeof saveAs === 'string';
    if (!isWhole || !this.isSigned(s, 'reading', `${e}\n${saveAs}\n${key}`) || Number(e) <= this.clock.seconds())
      throw new AppError('media.link-expired');
    return saveAs || undefined;
  }

  private isSigned(given: unknown, what: string, of: string): boolean {
    if (typeof given !== 'string') return false;
    const [one, other] = [Buffer.from(given), Buffer.from(this.signature(what, of))];
    return one.length === other.length && timingSafeEqual(one, other);
  }

  private signature(what: string, of: string): string {
    return createHmac('sha256', this.masterKey.derive('object-door')).update(`${what}\n${of}`).digest('base64url');
  }
}
