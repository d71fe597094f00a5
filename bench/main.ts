import { availableParallelism } from 'node:os';
import { type Line, lineText, say } from './line.js';
import { help } from './help.js';
import { endLoad } from './load/child.js';
import { generator } from './load/load.js';
import { Profiler } from './profile/profiler.js';
import { sayStatements } from './profile/statements.js';
import { writeProfile } from './profile/write-profile.js';
import { chosen, groups, UnknownMeasure } from './registry.js';
import { conditionsOf, outputFolder } from './results/conditions.js';
import { Results } from './results/results.js';
import { Run } from './run.js';
import { letLookOn } from './stage/server.js';
import { Undo } from './undo.js';

/** Takes the measures named, or all; answers the exit code. Whatever happens, nothing is left running. */
export async function main(words: readonly string[], root: string): Promise<number> {
  if (words.includes('--help')) {
    process.stdout.write(help());
    return 0;
  }
  const undo = new Undo();
  stopOnSignals(undo);
  try {
    const [first, ...others] = words;
    const sound = first === '--profile' ? profile(others, root, undo) : bench(words, root, undo);
    return (await sound) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UnknownMeasure)) throw error;
    say(error.message);
    return 1;
  } finally {
    await undo.all();
  }
}

async function bench(words: readonly string[], root: string, undo: Undo): Promise<boolean> {
  const wanted = chosen(words);
  const [run, begun] = [new Run(root, undo), new Date()];
  const conditions = conditionsOf(root, begun, generator());
  const results = new Results(outputFolder(root, begun), conditions, () => run.postgres);
  const sound = await measureAll(run, wanted, (line) => {
    process.stdout.write(`${lineText(line)}\n`);
    results.add(line);
  });
  if (!results.isEmpty) say(`Results: ${results.files.join(' and ')}`);
  return sound;
}

/** Of one measure: where the servers spend their time. Standard output has the path of the picture and nothing else. */
async function profile(words: readonly string[], root: string, undo: Undo): Promise<boolean> {
  const [name = ''] = words;
  const wanted = chosen([name]);
  if (words.length !== 1 || name.includes(',')) {
    say('One measure is profiled at a time: npm run bench:profile -- timeline_guest_warm');
    return false;
  }
  const [profiler, begun] = [new Profiler(), new Date()];
  letLookOn(profiler);
  const lines: Line[] = [];
  const run = new Run(root, undo, profiler);
  const sound = await measureAll(run, wanted, (line) => {
    lines.push({ ...line, profiled: true });
    say(lineText(lines.at(-1)!));
  });
  if (stopped) return false;
  if (run.isOpen) await sayStatements((await run.stage()).postgres);
  const profiles = await profiler.end();
  if (profiles.length === 0) {
    say(`No server that ${name} has started could be looked into.`);
    return false;
  }
  const about = { name, lines, conditions: conditionsOf(root, begun, generator()) };
  process.stdout.write(`${writeProfile({ root, folder: outputFolder(root, begun), profiles }, about)}\n`);
  return sound;
}

/** One that cannot be taken does not keep the others from being taken. */
async function measureAll(run: Run, wanted: ReadonlySet<string>, tell: (line: Line) => void): Promise<boolean> {
  say(`Load by ${generator()}, ${availableParallelism()} processors, Node.js ${process.versions.node}.`);
  const since = performance.now();
  let sound = true;
  for (const group of groups) {
    const missing = new Set(group.names.filter((name) => wanted.has(name)));
    if (missing.size === 0) continue;
    const report = (line: Line): void => {
      tell(line);
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
