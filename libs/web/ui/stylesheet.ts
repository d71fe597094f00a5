import { baseCss } from './base.css.js';
import { composerCss } from './composer.css.js';
import { controlsCss } from './controls.css.js';
import { formsCss } from './forms.css.js';
import { layoutCss } from './layout.css.js';
import { messagesCss } from './messages.css.js';
import { postsCss } from './posts.css.js';
import { profileCss } from './profile.css.js';
import { proseCss } from './prose.css.js';
import { timelineCss } from './timeline.css.js';
import { tokensCss } from './tokens.js';
import { topicsCss } from './topics.css.js';

export const stylesheet = [
  tokensCss,
  baseCss,
  layoutCss,
  controlsCss,
  postsCss,
  formsCss,
  composerCss,
  topicsCss,
  proseCss,
  profileCss,
  messagesCss,
  timelineCss,
]
  .join('')
  .replaceAll(/\n+/g, '\n')
  .trim();
