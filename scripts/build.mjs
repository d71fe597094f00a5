// Old versions of Node.js must be able to parse this file and check-node.mjs: plain syntax only.
import { checkNode } from './lib/check-node.mjs';

checkNode();
void import('./lib/launch.mjs').then(({ launchBuild }) => launchBuild());
