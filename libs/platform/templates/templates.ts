import type { FirstContent } from '#kernel/tenancy';
import { club } from './club.template.js';
import { neighbourhood } from './neighbourhood.template.js';
import { schoolClass } from './class.template.js';
import { team } from './team.template.js';
import type { Template } from './template.js';

/** In the order in which they are offered. */
export const templateNames = ['club', 'neighbourhood', 'class', 'team'] as const;
export type TemplateName = (typeof templateNames)[number];

const templates: Readonly<Record<TemplateName, Template>> = { club, neighbourhood, class: schoolClass, team };

export const isTemplateName = (name: string): name is TemplateName =>
  (templateNames as readonly string[]).includes(name);

/** What a community in this language begins with. */
export const contentOf = (name: TemplateName, locale: string): FirstContent =>
  templates[name][locale === 'en' ? 'en' : 'zh-CN'];
