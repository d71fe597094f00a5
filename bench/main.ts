import { availableParallelism } from 'node:os';
import { type Line, lineText, say } from './line.js';
import { endLoad } from './load/child.js';
import { generator } from './load/load.js';
import { chosen, groups, UnknownMeasure } from './registry.js';
import { Run } from './run.js';
import { Undo } from './undo.js';

/** Takes the measures named, or all; answers the exit code. Whatever happens, nothing is left running. */
export async function main(words: readonly string[], root: string): Promise<number> {
  const undo = new Undo();
  stopOnSignals(undo);
  try {
    return (await measureAll(new Run(root, undo), chosen(words))) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UnknownMeasure)) throw error;
    say(error.message);
    return 1;
  } finally {
    await undo.all();
  }
}

/** One that cannot be taken does not keep the others from being taken. */
async function measureAll(run: Run, wanted: ReadonlySet<string>): Promise<boolean> {
  say(`Load by ${generator()}, ${availableParallelism()} processors, Node.js ${process.versions.node}.`);
  const since = performance.now();
  let sound = true;
  for (const group of groups) {
    const missing = new Set(group.names.filter((name) => wanted.has(name)));
    if (missing.size === 0) continue;
    const report = (line: Line): void => {
      process.stdout.write(`${lineText(line)}\n`);
      missing.delete(line.measure);
      if (line.errors > 0) sound = false;
    };
    try {
      await group.measure(run, new Set(missing), report);
    } catch (error) {
      if (stopped) return false;
      sound = false;
      say(`${[...missing].join(', ')} could not be taken: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  say(`Taken in ${((performance.now() - since) / 1000).toFixed(0)} s.`);
  return sound;
}

let stopped = false;

function stopOnSignals(undo: Undo): void {
  const stop = (code: number): void => {
    stopped = true;
    endLoad();
    void undo.all().finally(() => process.exit(code));
  };
  process.on('SIGINT', () => stop(130));
  process.on('SIGTERM', () => stop(143));
  process.on('SIGHUP', () => stop(129));
  process.on('uncaughtException', (error) => {
    if (!stopped) say(String(error.stack));
    stop(1);
  });
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stop(1)); // nobody reads any more
}
