import { type Coverage, management } from './cases.js';
import { administration } from './cases/administration.js';
import { comments } from './cases/comments.js';
import { identity } from './cases/identity.js';
import { media } from './cases/media.js';
import { members } from './cases/members.js';
import { messages } from './cases/messages.js';
import { documentation, pages } from './cases/pages.js';
import { operators, platformDocumentation } from './cases/platform.js';
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
  ...documentation,
  ...operators,
  ...platformDocumentation,
  'GET /livez': management,
  'GET /readyz': management,
  'GET /metrics': management,
};
