import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#kernel/config';
import { AppError } from '#kernel/http';
import { SignupChecks, type SignupRequest, SignupsService } from '#platform/signups';
import { blank, type FormState } from '#web/shell';
import { ApexPages } from './apex-pages.js';
import { ClosedPage, CreatePage } from './create.page.js';
import { errorsOf } from './form-errors.js';

type Typed = Readonly<Record<string, string>>;

interface Shown {
  readonly state: FormState;
  readonly looked?: string | undefined;
  readonly status?: number;
  /** The same, while it is the same request. */
  readonly requestKey?: string | undefined;
}

const keyShape = /^[\w-]{22}$/;

/** A typed form as a sign-up. What is missing in it is told by whoever checks it. */
export function requestOf(typed: Typed): SignupRequest {
  const of = (name: string) => typed[name] ?? '';
  return {
    name: of('name'),
    slug: of('slug').trim(),
    locale: of('locale'),
    template: of('template'),
    username: of('username').trim(),
    email: of('email'),
    password: of('password'),
    code: of('code'),
  };
}

/** By what this form is known when it is sent twice; whoever sends none gets another one each time. */
export const requestKeyOf = ({ request_key: key = '' }: Typed): string => (keyShape.test(key) ? key : newKey());
const newKey = (): string => randomBytes(16).toString('base64url');

/** The form from which a community is made, in all its states. */
@Injectable()
export class CreateForms {
  constructor(
    private readonly config: Config,
    private readonly pages: ApexPages,
    private readonly signups: SignupsService,
    private readonly checks: SignupChecks,
  ) {}

  /** With an address that can be had, where one can be made of the name. */
  async begin(
    request: FastifyRequest,
    reply: FastifyReply,
    { name, code }: { name: string; code: string },
  ): Promise<void> {
    if (name.trim() === '') return this.send(request, reply, { state: { values: { code }, errors: {} } });
    const slug = (await this.checks.proposeSlug(name)) ?? '';
    const looked = this.wordsOf(request, slug === '' ? 'none' : slug);
    this.send(request, reply, { state: { values: { name, slug, code }, errors: {} }, looked });
  }

  /** Says whether the address can be had, or proposes one; nothing is made. */
  async look(request: FastifyRequest, reply: FastifyReply, typed: Typed): Promise<void> {
    const [slug, requestKey] = [(typed['slug'] ?? '').trim(), requestKeyOf(typed)];
    const proposal = slug === '' ? await this.checks.proposeSlug(typed['name'] ?? '') : null;
    const values = { ...withoutSecrets(typed), slug: slug || (proposal ?? '') };
    if (slug === '')
      return this.send(request, reply, {
        state: { values, errors: {} },
        looked: this.wordsOf(request, proposal ?? 'none'),
        requestKey,
      });
    const problem = await this.checks.slugProblem(slug);
    const { reader, say } = this.pages.visit(request);
    const errors = problem ? { slug: reader.locale === 'zh-CN' ? problem.zh : problem.en } : blank.errors;
    const looked = problem ? undefined : say.create.free(this.addressOf(slug));
    this.send(request, reply, { state: { values, errors }, looked, requestKey, status: problem ? 422 : 200 });
  }

  /** With everything that was typed but the password, and what is wrong beside it. What is no refusal is thrown on. */
  refuse(request: FastifyRequest, reply: FastifyReply, { typed, error }: { typed: Typed; error: unknown }): void {
    const visit = this.pages.visit(request);
    if (error instanceof AppError && error.code === 'signup.closed')
      return this.pages.send(reply, ClosedPage({ visit }), { status: 403 });
    const state = { values: withoutSecrets(typed), errors: errorsOf(error, visit) };
    const isAnother = error instanceof AppError && error.code === 'idempotency.key-reused';
    const requestKey = isAnother ? undefined : requestKeyOf(typed);
    this.send(request, reply, { state, requestKey, status: 422 });
  }

  private send(
    request: FastifyRequest,
    reply: FastifyReply,
    { state, looked, status = 200, requestKey = newKey() }: Shown,
  ): void {
    const { policy } = this.signups;
    const visit = this.pages.visit(request);
    if (policy === 'closed') return this.pages.send(reply, ClosedPage({ visit }));
    const token = this.pages.tokenFor(request, reply);
    const page = CreatePage({ visit, token, policy, state, requestKey, looked, example: this.addressOf('tea') });
    this.pages.send(reply, page, { status });
  }

  private wordsOf(request: FastifyRequest, proposal: string): string {
    const { say } = this.pages.visit(request);
    return proposal === 'none' ? say.create.noProposal : say.create.proposed(this.addressOf(proposal));
  }

  private addressOf = (slug: string): string =>
    this.config.publicUrl(`${slug}.${this.config.baseDomain}`).replace(/^https?:\/\//, '');
}

const withoutSecrets = ({ password: _password, ...typed }: Typed): Typed => typed;
