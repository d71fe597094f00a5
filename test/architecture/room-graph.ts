import type { SourceModule } from './cruise.js';

/**
 * Circles between rooms, each as the rooms it passes. Two rooms can need each other though no file
 * does: through two files of one room that do not know each other. Specs are nobody's need.
 */
export function roomCircles(modules: SourceModule[]): string[][] {
  const graph = roomGraph(modules);
  const circles = [...graph.keys()].map((room) => pathBack(graph, room)).filter((circle) => circle !== undefined);
  return circles.filter((circle) => circle[0] === [...circle].sort()[0]);
}

function roomGraph(modules: SourceModule[]): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const { source, imports } of modules) {
    const room = roomOf(source);
    if (!room || /\.(spec|contract)\.tsx?$/.test(source)) continue;
    const others = imports.map(roomOf).filter((other) => other !== undefined && other !== room);
    graph.set(room, new Set([...(graph.get(room) ?? []), ...(others as string[])]));
  }
  return graph;
}

/** The shortest way from a room back to itself. */
function pathBack(graph: Map<string, Set<string>>, start: string): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of graph.get(way.at(-1)!) ?? []) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

function roomOf(path: string): string | undefined {
  return /^libs\/([^/]+\/[^/]+)\//.exec(path)?.[1];
}
