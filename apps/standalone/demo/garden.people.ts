import type { DemoPerson } from './demo-content.js';

/** In the order in which they came. The last but three reads from right to left; the last has said nothing yet. */
export const gardenPeople = {
  linlin: { name: 'Linlin', bio: 'Keeper of the gate key and of bed 1. Ask me about the waiting list.' },
  rosa: { name: 'Rosa', bio: 'Bed 12. Nine kinds of tomato, no favourites, except one.' },
  oldbill: { name: 'Old Bill', bio: 'Bed 3 since before there was a bed 4.' },
  tomas: { name: 'Tomás', bio: 'First season. I had to learn what a courgette can do.' },
  mei: { name: '梅 Mei', bio: '种豆南山下。Beans, mostly, and whatever my mother sends.' },
  gabe: { name: 'Gabe', bio: 'Bed 9, and anything with a screw in it.' },
  june: { name: 'June', bio: 'I take the pictures. The heron does not pay me.' },
  priya: { name: 'Priya', bio: 'Bed 30, by the warm wall.\nSamosas for work parties.' },
  nora: { name: 'Nora', bio: 'Counts bees.', link: 'https://en.wikipedia.org/wiki/Grey_heron' },
  samira: { name: 'سميرة Samira', bio: 'نعناع وبقدونس وقليل من الصبر.' },
  seedking: { name: 'Seed King' },
  winbig: { name: 'Win Big' },
  ellis: { name: 'Ellis', bio: 'On the waiting list, looking over the fence.' },
} satisfies Record<string, DemoPerson>;
