import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Line, say } from '../line.js';
import type { Conditions } from '../results/conditions.js';
import type { CpuProfile } from './cpu-profile.js';
import { flameGraph } from './flame-graph.js';
import { type Flames, mergeStacks } from './flames.js';
import { Places } from './places.js';
import { percent, sharesOf, table } from './shares.js';

interface Taken {
  readonly root: string;
  readonly folder: string;
  /** One of each server. */
  readonly profiles: readonly CpuProfile[];
}

interface Measured {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly conditions: Conditions;
}

/** Each profile as browsers and editors open it, and the flame graph of all; answers the path of that. */
export function writeProfile({ root, folder, profiles }: Taken, measured: Measured): string {
  const { name } = measured;
  for (const [index, profile] of profiles.entries()) {
    const file = join(folder, `${name}${index === 0 ? '' : `-${index + 1}`}.cpuprofile`);
    writeFileSync(file, JSON.stringify(profile));
    say(`Profile: ${file}`);
  }
  const places = new Places(root);
  const flames = mergeStacks(profiles, (frame) => places.of(frame));
  const shares = sharesOf(flames.root);
  say(table(shares));
  const picture = join(folder, `${name}.svg`);
  writeFileSync(picture, flameGraph(flames.root, shares, { heading: name, lines: captions(flames, measured) }));
  return picture;
}

function captions({ root, idle, samples }: Flames, { lines, conditions }: Measured): string[] {
  const { date, commit, changed, node, machine } = conditions;
  const when = `${date.slice(0, 16).replace('T', ' ')} UTC, commit ${commit ?? 'unknown'}${changed ? ' with changes' : ''}`;
  const busy = percent(root.total / (root.total + idle || 1));
  const seconds = ((root.total + idle) / 1_000_000).toFixed(1);
  return [
    `${when}, Node.js ${node}, ${machine.processors} × ${machine.model}`,
    `The servers' JavaScript threads were busy for ${busy} of ${seconds} s; ${samples.toLocaleString('en-US')} samples. Below is that time, calls downwards.`,
    ...lines.map(
      ({ measure, value, unit }) => `${measure} under the profiler: ${value.toLocaleString('en-US')} ${unit}`,
    ),
  ];
}
