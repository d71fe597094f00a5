import { bannersCss } from './banners.css.js';
import { baseCss } from './base.css.js';
import { composerCss } from './composer.css.js';
import { commentsCss } from './comments.css.js';
import { controlsCss } from './controls.css.js';
import { formsCss } from './forms.css.js';
import { layoutCss } from './layout.css.js';
import { messagesCss } from './messages.css.js';
import { manageCss } from './manage.css.js';
import { ownPicturesCss } from './own-pictures.css.js';
import { postsCss } from './posts.css.js';
import { profileCss } from './profile.css.js';
import { proseCss } from './prose.css.js';
import { searchCss } from './search.css.js';
import { settingsCss } from './settings.css.js';
import { statusCss } from './status.css.js';
import { timelineCss } from './timeline.css.js';
import { tokensCss } from './tokens.js';
import { topicsCss } from './topics.css.js';
import { unsentCss } from './unsent.css.js';
import { walletCss } from './wallet.css.js';

export const stylesheet = [
  tokensCss,
  baseCss,
  layoutCss,
  bannersCss,
  controlsCss,
  postsCss,
  commentsCss,
  formsCss,
  composerCss,
  topicsCss,
  searchCss,
  proseCss,
  manageCss,
  profileCss,
  messagesCss,
  walletCss,
  timelineCss,
  settingsCss,
  ownPicturesCss,
  unsentCss,
  statusCss,
]
  .join('')
  .replaceAll(/\n+/g, '\n')
  .trim();
