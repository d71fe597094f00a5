import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needsDatabase } from './suites.mjs';

/** More than these, and one bundle would still run when all others have ended. */
const mostSuites = 8;
/** What one suite does to its whole process would reach the others of its bundle. */
const needsOwnProcess =
  /process\.(env|on|exit|chdir)|jest\.(mock|doMock|spyOn|resetModules|isolateModules|useFakeTimers)/;

/**
 * Puts the suites of a room, which load the same application, into files that Jest runs as one: loading it takes longer
 * than most of them. Each stays a `describe` by its path. Answers what is to be run instead, as paths from the root.
 */
export function bundle(root, suites, folder) {
  const rooms = new Map();
  const alone = [];
  for (const suite of suites) {
    if (mayShare(root, suite)) rooms.set(roomOf(suite), [...(rooms.get(roomOf(suite)) ?? []), suite]);
    else alone.push(suite);
  }
  mkdirSync(folder, { recursive: true });
  const bundles = [...rooms].flatMap(([room, members]) =>
    evenly(members).map((part, index) => {
      const path = join(folder, `${room.replaceAll('/', '-')}-${index + 1}.spec.js`);
      writeFileSync(path, part.map((suite) => describing(root, suite)).join(''));
      return path;
    }),
  );
  return [...alone.map((suite) => join(root, suite)), ...bundles];
}

const mayShare = (root, suite) =>
  suite.startsWith('libs/') && needsDatabase(suite) && !needsOwnProcess.test(readFileSync(join(root, suite), 'utf8'));

const roomOf = (suite) => suite.split('/').slice(0, 3).join('/');

function evenly(members) {
  const parts = Math.ceil(members.length / mostSuites);
  return Array.from({ length: parts }, (_, index) => members.filter((__, place) => place % parts === index));
}

const describing = (root, suite) =>
  `describe(${JSON.stringify(suite)}, () => void require(${JSON.stringify(join(root, suite))}));\n`;

/** As they stand in a bundle, and as its tests are named. */
export const suitesOfBundle = (path) =>
  [...readFileSync(path, 'utf8').matchAll(/^describe\(("[^"]+")/gm)].map(([, name]) => JSON.parse(name));
