import { AppError, type ErrorName } from '#kernel/http';
import { SignupInvalid } from '#platform/signups';
import type { FieldErrors } from '#web/shell';
import type { ApexTexts } from './apex.texts.js';
import type { ApexVisit } from './apex-visit.js';

/** What concerns a form as a whole. */
const ofAll: Partial<Record<ErrorName, keyof ApexTexts['errors']>> = {
  'signup.limit': 'limit',
  'idempotency.key-reused': 'keyReused',
  'tenant.capacity': 'capacity',
  'server.busy': 'busy',
  'request.too-many': 'tooMany',
  'form.outdated': 'outdated',
};

/** What a refusal says to whoever filled in a form, in their language. Anything else is thrown on. */
export function errorsOf(thrown: unknown, { say, reader }: Pick<ApexVisit, 'say' | 'reader'>): FieldErrors {
  if (thrown instanceof SignupInvalid) {
    const language = reader.locale === 'zh-CN' ? 'zh' : 'en';
    return Object.fromEntries(thrown.problems.map(({ field, text }) => [field, text[language]]));
  }
  const name = thrown instanceof AppError ? ofAll[thrown.code] : undefined;
  if (!name) throw thrown;
  return { '': say.errors[name] };
}
