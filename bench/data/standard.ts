import type { Size } from './making.js';

/** The data set `standard` of docs/interfaces.md. */
export const standard: Size = {
  members: 50,
  posts: 2_000,
  comments: 5_000,
  mostComments: 700,
  replies: 1_500,
  stars: 7_660,
  follows: 590,
  messages: 8_100,
};

export const standardSeed = 20_260_131;
