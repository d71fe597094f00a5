import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallFrame } from './cpu-profile.js';

/** Whose code it is. */
export const kinds = ['own', 'library', 'node', 'native'] as const;
export type Kind = (typeof kinds)[number];

/** Where a function is written. */
export interface Place {
  readonly kind: Kind;
  /** The part of the whole that it belongs to: libs/kernel/http, pg, node:http … */
  readonly room: string;
  /** With its line; empty where there is no source. */
  readonly at: string;
}

/** Finds the places of functions, those of the build in the sources that it was made of. */
export class Places {
  private readonly maps = new Map<string, SourceMap | null>();

  constructor(private readonly root: string) {}

  of(frame: CallFrame): Place {
    const { url, lineNumber, scriptId } = frame;
    if (url.startsWith('node:')) return { kind: 'node', room: roomOfNode(url), at: `${url}:${lineNumber + 1}` };
    if (url.startsWith('file:')) return this.inFile(fileURLToPath(url), frame);
    if (url === '' && scriptId !== '0') return { kind: 'library', room: 'generated code', at: '' };
    const room = frame.functionName === '(garbage collector)' ? 'garbage collection' : 'native code';
    return { kind: 'native', room, at: '' };
  }

  private inFile(path: string, frame: CallFrame): Place {
    const inPackages = path.lastIndexOf('/node_modules/');
    if (inPackages >= 0) {
      const inside = path.slice(inPackages + '/node_modules/'.length);
      return { kind: 'library', room: roomOfPackage(inside), at: `${inside}:${frame.lineNumber + 1}` };
    }
    const [source, line] = this.original(path, frame);
    const file = relative(this.root, source);
    return { kind: 'own', room: roomOfSource(file), at: `${file}:${line}` };
  }

  private original(path: string, { lineNumber, columnNumber }: CallFrame): [path: string, line: number] {
    const entry = this.mapOf(path)?.findEntry(lineNumber, columnNumber);
    if (!entry || !('originalSource' in entry)) return [path, lineNumber + 1];
    return [join(dirname(path), entry.originalSource), entry.originalLine + 1];
  }

  private mapOf(path: string): SourceMap | null {
    const known = this.maps.get(path);
    if (known !== undefined) return known;
    const file = `${path}.map`;
    const map = existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload) : null;
    this.maps.set(path, map);
    return map;
  }
}

/** node:_http_outgoing is part of node:http, node:internal/streams/writable of node:streams. */
function roomOfNode(url: string): string {
  const [first] = url.replace(/^node:(internal\/)?/, '').split('/') as [string];
  return `node:${first.startsWith('_') ? first.split('_')[1]! : first}`;
}

function roomOfPackage(inside: string): string {
  const [first] = inside.split('/') as [string];
  if (first === '@fastify' || first === 'find-my-way') return 'fastify';
  return first.startsWith('pg-') ? 'pg' : first;
}

const roomOfSource = (file: string): string =>
  file
    .split('/')
    .slice(0, file.startsWith('libs/') ? 3 : 2)
    .join('/');
