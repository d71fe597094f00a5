import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Places } from '../../bench/profile/places.js';

describe('the place of a function', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'places-'));
    mkdirSync(join(root, 'dist/libs/kernel/http'), { recursive: true });
    const map = { version: 3, sources: ['../../../../libs/kernel/http/gate.ts'], names: [], mappings: ';AAQA' }; // line 2 is line 9
    writeFileSync(join(root, 'dist/libs/kernel/http/gate.js.map'), JSON.stringify(map));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const place = (url: string, functionName = 'f', scriptId = '5') =>
    new Places(root).of({ url, functionName, scriptId, lineNumber: 1, columnNumber: 0 });
  const inRoot = (path: string) => pathToFileURL(join(root, path)).href;

  it('is in the source that the build was made of', () => {
    expect(place(inRoot('dist/libs/kernel/http/gate.js'))).toEqual({
      ...{ kind: 'own', room: 'libs/kernel/http' },
      at: 'libs/kernel/http/gate.ts:9',
    });
  });

  it.each([
    ['node_modules/fastify/lib/reply.js', 'fastify'],
    ['node_modules/find-my-way/index.js', 'fastify'],
    ['node_modules/@nestjs/core/router/router-proxy.js', '@nestjs'],
    ['node_modules/pg/node_modules/pg-protocol/dist/parser.js', 'pg'],
  ])('in %s is that of the package', (path, room) => {
    expect(place(inRoot(path))).toMatchObject({ kind: 'library', room });
  });

  it.each([
    ['node:_http_outgoing', 'node:http'],
    ['node:internal/streams/writable', 'node:streams'],
    ['node:events', 'node:events'],
  ])('of %s is %s', (url, room) => {
    expect(place(url)).toMatchObject({ kind: 'node', room, at: `${url}:2` });
  });

  it('is told apart where there is no file', () => {
    expect(place('', 'writev', '0')).toEqual({ kind: 'native', room: 'native code', at: '' });
    expect(place('', '(garbage collector)', '0')).toMatchObject({ kind: 'native', room: 'garbage collection' });
    expect(place('', 'serialize', '31')).toMatchObject({ kind: 'library', room: 'generated code' });
  });
});
