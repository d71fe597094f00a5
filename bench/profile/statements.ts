import { say } from '../line.js';
import type { BenchPostgres } from '../stage/postgres.js';

const most = 12;
const longest = 160;

/** Says which statements took most of the database's time. */
export async function sayStatements(postgres: BenchPostgres): Promise<void> {
  const { statements, milliseconds } = await postgres.costliest(most);
  say(`\nThe database worked for ${(milliseconds / 1000).toFixed(1)} s in all its connections together.`);
  say('  share   calls    each ms  planning  statement');
  for (const { sql, calls, milliseconds: own, planning } of statements) {
    const share = ((100 * own) / (milliseconds || 1)).toFixed(1).padStart(5);
    const each = (own / calls).toFixed(3).padStart(9);
    const planned = `${((100 * planning) / (own || 1)).toFixed(0)} %`.padStart(8);
    say(
      `  ${share} % ${String(calls).padStart(7)} ${each}  ${planned}  ${sql.replaceAll(/\s+/g, ' ').trim().slice(0, longest)}`,
    );
  }
}
