import type { FastifyRequest } from 'fastify';
import type { Standing } from '#kernel/tenancy';
import { isPage, pathOf, type Surface, surfaceOf } from './surfaces.js';

/** What is asked for, in the words of the table of states. */
export type Asked = Exclude<
  { [S in keyof Standing]: Standing[S] extends string ? S : never }[keyof Standing],
  'live' | 'tasks'
>;

/** What a path is to the gate, whoever asks. */
export interface Face {
  readonly surface: Surface;
  /** What clients that are no pages of ours call: the API, and the files that it names. */
  readonly isApi: boolean;
  readonly read: Asked;
  readonly write: Asked;
}

const readMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const known = new Map<string, Face>();

/** Of a request with this route, which is looked at once, or of one that has none. */
export function faceOf(route: string | undefined, target: string): Face {
  if (route === undefined) return faceOfPath(pathOf(target));
  const found = known.get(route);
  if (found) return found;
  const face = faceOfPath(route);
  known.set(route, face);
  return face;
}

export const askedFor = ({ read, write }: Face, { method }: Pick<FastifyRequest, 'method'>): Asked =>
  readMethods.has(method) ? read : write;

function faceOfPath(path: string): Face {
  return {
    surface: surfaceOf(path),
    isApi: /^\/(v1|media|objects|t)(\/|$)/.test(path),
    read: readOf(path),
    write: isOfSupport(path) ? 'pages' : 'writes',
  };
}

function readOf(path: string): Asked {
  if (/^\/(media|objects|t)(\/|$)/.test(path)) return 'media';
  if (/^\/(search|v1\/suggest)(\/|$)/.test(path)) return 'search';
  return isPage(path) ? 'pages' : 'reads';
}

/** Forms about support's looking at a community, which change nothing in it. */
const isOfSupport = (path: string): boolean => /^\/(support|manage\/support)(\/|$)/.test(path);
