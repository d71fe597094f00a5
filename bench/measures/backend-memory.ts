import { rounded, say } from '../line.js';
import { proportionalSize } from '../stage/memory.js';
import type { Group } from './measure.js';
import { walk } from './walk.js';

const count = 1_000;
const walks = 3;
const bar = 1.1;

/** What PostgreSQL's backends keep of the tenants they have served, and whether that has an end. */
export const backendMemory: Group = {
  names: ['pg_memory_walk_1000'],
  async measure(run, _wanted, report) {
    say('pg_memory_walk_1000');
    const stage = await run.stage();
    const tenants = await stage.tenants(count);
    await stage.restartServer();
    const [totals, own]: [number[], number[]] = [[], []];
    let errors = 0;
    for (let number = 1; number <= walks; number++) {
      errors += await walk(stage, tenants);
      const pids = await stage.postgres.backends();
      const size = proportionalSize(pids);
      say(`  walk ${number}: ${size.total} MB in ${pids.length} backends, ${size.own} MB of it shared by none`);
      totals.push(size.total);
      own.push(size.own);
    }
    const ratio = rounded(Math.max(...totals.slice(1)) / totals[0]!, 3);
    const compared = { ratio_to: 'first_walk', ratio, bar, holds: ratio <= bar };
    const each = { walks: totals, private: own };
    report({
      measure: 'pg_memory_walk_1000',
      value: totals[0]!,
      unit: 'MB',
      ...compared,
      errors,
      data: 'tenants',
      ...each,
    });
  },
};
