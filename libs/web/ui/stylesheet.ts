import { baseCss } from './base.css.js';
import { controlsCss } from './controls.css.js';
import { formsCss } from './forms.css.js';
import { layoutCss } from './layout.css.js';
import { postsCss } from './posts.css.js';
import { proseCss } from './prose.css.js';
import { tokensCss } from './tokens.js';
import { topicsCss } from './topics.css.js';

export const stylesheet = [tokensCss, baseCss, layoutCss, controlsCss, postsCss, formsCss, topicsCss, proseCss]
  .join('')
  .replaceAll(/\n+/g, '\n')
  .trim();
