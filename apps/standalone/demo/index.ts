export type { DemoContent } from './demo-content.js';
export { demoContents } from './demo-contents.js';
export { seedCommunity, type Seeding } from './seed-community.js';
