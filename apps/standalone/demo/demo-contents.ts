import type { DemoContent } from './demo-content.js';
import { gardenPosts } from './garden.posts.js';
import { readingClubPosts } from './reading-club.posts.js';

/** By the slug of the community. In both the owner is `linlin`. */
export const demoContents = {
  demo: {
    members: ['linlin', 'laozhou', 'xiaoman', 'teacherwu', 'dashu', 'kevin', 'mianmian', 'achun', 'hedy'],
    follows: {
      linlin: ['laozhou', 'teacherwu', 'kevin', 'hedy', 'mianmian'],
      laozhou: ['linlin', 'teacherwu'],
      xiaoman: ['linlin', 'teacherwu', 'achun'],
      kevin: ['linlin', 'teacherwu', 'laozhou'],
      achun: ['xiaoman', 'mianmian', 'linlin'],
      mianmian: ['linlin', 'dashu'],
      hedy: ['linlin'],
      dashu: ['linlin', 'laozhou'],
    },
    posts: readingClubPosts,
  },
  garden: {
    members: ['linlin', 'rosa', 'oldbill', 'tomas', 'mei', 'gabe', 'june', 'priya', 'nora'],
    follows: {
      linlin: ['rosa', 'oldbill', 'mei', 'nora', 'june'],
      rosa: ['linlin', 'june', 'mei'],
      oldbill: ['linlin'],
      tomas: ['oldbill', 'rosa'],
      mei: ['linlin', 'rosa', 'priya'],
      june: ['rosa', 'nora'],
      nora: ['june', 'linlin', 'oldbill'],
      gabe: ['oldbill', 'linlin'],
    },
    posts: gardenPosts,
  },
} satisfies Record<string, DemoContent>;
