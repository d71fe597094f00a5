import { join } from 'node:path';
import { keepTickShape } from '#kernel/scope';

keepTickShape();
await (await import('./work.js')).work(join(import.meta.dirname, '..', '..', '..'));
