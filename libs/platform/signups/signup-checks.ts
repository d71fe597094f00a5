import { Injectable } from '@nestjs/common';
import { type ErrorName, problemOf } from '#kernel/http';
import { locales } from '#kernel/i18n';
import { mailAddress } from '#kernel/mail';
import { type OwnerRefusal, TenantSetup } from '#kernel/tenancy';
import { isTemplateName } from '#platform/templates';
import { NewTenants, type SlugProblem } from '#platform/tenants';
import type { CheckedSignup, SignupRequest } from './signup.js';
import { cleanedName, nameProblem, said, type SignupField, type SignupProblem, slugFrom } from './signup-problems.js';
import { SignupInvalid } from './signups.errors.js';
import { SignupsQueries } from './signups.queries.js';

/** A name that communities take: where only a password is to be looked at. */
const anyUsername = 'owner';
const mostTries = 9;

/** What can be said of a sign-up before anything is done. */
@Injectable()
export class SignupChecks {
  constructor(
    private readonly tenants: NewTenants,
    private readonly setup: TenantSetup,
    private readonly signups: SignupsQueries,
  ) {}

  /** All that is wrong is told at once. */
  async check(request: SignupRequest): Promise<CheckedSignup> {
    const name = cleanedName(request.name);
    const email = mailAddress(request.email);
    const template = request.template === '' ? null : request.template;
    const { username, password, locale, slug } = request;
    const found: [SignupField, SlugProblem | null][] = [
      ['name', nameProblem(name)],
      ['slug', await this.slugProblem(slug)],
      ['locale', (locales as readonly string[]).includes(locale) ? null : said.locale],
      ['template', template === null || isTemplateName(template) ? null : said.template],
      ['username', textOf(this.setup.refusal({ username }))],
      ['email', email === null ? said.email : null],
      ['password', textOf(this.setup.refusal({ username: anyUsername, password }))],
    ];
    const problems = found.flatMap(([field, text]): SignupProblem[] => (text ? [{ field, text }] : []));
    if (problems.length > 0 || email === null) throw new SignupInvalid(problems);
    return { ...request, name, email, template: template !== null && isTemplateName(template) ? template : null };
  }

  /** Null: a stranger could have it now. */
  async slugProblem(slug: string): Promise<SlugProblem | null> {
    const broken = this.tenants.slugProblem(slug);
    if (broken) return broken;
    const { isTaken, isLikeAnother } = await this.signups.slugStanding(slug, this.tenants.hostOf(slug));
    if (isTaken) return said.slugTaken;
    return isLikeAnother ? said.slugLikeAnother : null;
  }

  /** One that can be had and is made of the name; null where none comes of it. */
  async proposeSlug(name: string): Promise<string | null> {
    const base = slugFrom(name);
    for (let number = 1; base !== '' && number <= mostTries; number += 1) {
      const slug = number === 1 ? base : `${base}-${number}`;
      if ((await this.slugProblem(slug)) === null) return slug;
    }
    return null;
  }
}

/** As communities say it. */
function textOf(refusal: OwnerRefusal | null): SlugProblem | null {
  if (!refusal) return null;
  const { en, zh = en }: { en: string; zh?: string } = problemOf(refusal.error as ErrorName);
  return { en, zh };
}
