import type { FirstContent } from '#kernel/tenancy';

/** What a kind of community begins with, in each language that a community can have. */
export interface Template {
  readonly 'zh-CN': FirstContent;
  readonly en: FirstContent;
}
