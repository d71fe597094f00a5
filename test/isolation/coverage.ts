import { type Coverage, management } from './cases.js';
import { administration } from './cases/administration.js';
import { comments } from './cases/comments.js';
import { identity } from './cases/identity.js';
import { media } from './cases/media.js';
import { members } from './cases/members.js';
import { messages } from './cases/messages.js';
import { documentation, pages } from './cases/pages.js';
import { accountPages } from './cases/pages-account.js';
import { cardPages } from './cases/pages-cards.js';
import { composePages } from './cases/pages-compose.js';
import { installPages } from './cases/pages-install.js';
import { livePages } from './cases/pages-live.js';
import { managePages } from './cases/pages-manage.js';
import { owners, ownershipPages } from './cases/pages-ownership.js';
import { supportPages } from './cases/pages-support.js';
import { messagesPages } from './cases/pages-messages.js';
import { postPages } from './cases/pages-post.js';
import { profilePages } from './cases/pages-profile.js';
import { searchPages } from './cases/pages-search.js';
import { textsPages } from './cases/pages-texts.js';
import { timelinePages } from './cases/pages-timeline.js';
import { topicsPages } from './cases/pages-topics.js';
import { walletPages } from './cases/pages-wallet.js';
import { apexPages, operators, platformDocumentation } from './cases/platform.js';
import { statusAndWebhooks } from './cases/platform-status.js';
import { posts } from './cases/posts.js';
import { relations } from './cases/relations.js';
import { resumable } from './cases/resumable.js';
import { site } from './cases/site.js';
import { timelines } from './cases/timelines.js';
import { topics } from './cases/topics.js';
import { wallet } from './cases/wallet.js';

/** How each registered route is tried. A route that is not here fails the suite, and so does one that is here only. */
export const coverage: Coverage = {
  ...site,
  ...identity,
  ...members,
  ...relations,
  ...media,
  ...resumable,
  ...topics,
  ...posts,
  ...comments,
  ...timelines,
  ...messages,
  ...wallet,
  ...administration,
  ...pages,
  ...accountPages,
  ...cardPages,
  ...composePages,
  ...installPages,
  ...livePages,
  ...managePages,
  ...supportPages,
  ...ownershipPages,
  ...owners,
  ...messagesPages,
  ...postPages,
  ...profilePages,
  ...searchPages,
  ...textsPages,
  ...timelinePages,
  ...topicsPages,
  ...walletPages,
  ...documentation,
  ...operators,
  ...statusAndWebhooks,
  ...platformDocumentation,
  ...apexPages,
  'GET /livez': management,
  'GET /readyz': management,
  'GET /metrics': management,
  'GET /tls/ask': { surface: 'management', asks: ({ host }) => ({ query: { domain: host } }) },
};
