import type { SlugProblem } from '#platform/tenants';

export type SignupField = 'name' | 'slug' | 'locale' | 'template' | 'username' | 'email' | 'password' | 'code';

/** What is wrong with one field, in the languages of the pages; the API says it in English. */
export interface SignupProblem {
  readonly field: SignupField;
  readonly text: SlugProblem;
}

const longestName = 80;

/** What nobody sees, or what turns the direction of what follows; not what joins the parts of an emoji. */
const hidden = /[\p{Cc}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;
const visible = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** As it is kept: one form of each letter, one space between words. */
export const cleanedName = (typed: string): string => typed.normalize('NFC').trim().replace(/ +/g, ' ');

export function nameProblem(name: string): SlugProblem | null {
  if (name === '') return { en: 'A community needs a name.', zh: '请填写社区名称。' };
  if (Array.from(name).length > longestName)
    return { en: `A name has at most ${longestName} characters.`, zh: `名称最多 ${longestName} 个字符。` };
  if (hidden.test(name))
    return { en: 'A name has no hidden signs and no line breaks.', zh: '名称中不能有不可见的字符或换行。' };
  return visible.test(name)
    ? null
    : { en: 'A name has at least one letter or digit.', zh: '名称中至少要有一个文字或数字。' };
}

export const said = {
  slugTaken: { en: 'This name is taken.', zh: '该网址名已被使用。' },
  slugLikeAnother: { en: 'This name looks too much like another one.', zh: '该网址名与已有的社区过于相似。' },
  locale: { en: 'Choose one of the languages.', zh: '请选择一种语言。' },
  template: { en: 'Choose one of the templates, or none.', zh: '请选择一个模板，或不使用模板。' },
  email: { en: 'This is no e-mail address.', zh: '请填写正确的邮箱地址。' },
  codeMissing: { en: 'A code of an invitation is needed here.', zh: '请填写邀请码。' },
  codeWrong: { en: 'This code is not good, or not any more.', zh: '邀请码无效或已过期。' },
} as const satisfies Record<string, SlugProblem>;

/** Below 40 characters, of a name in letters that addresses have; empty where nothing of it can be used. */
export function slugFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^-+/, '').slice(0, 36).replace(/-+$/, '');
}
