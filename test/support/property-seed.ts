/** For generated tests: TEST_SEED repeats a run, else each run is another one. Printed, so that a failure can be repeated. */
export function propertySeed(of: string): number {
  const given = Number(process.env['TEST_SEED']);
  const seed = Number.isSafeInteger(given) && given > 0 ? given : Math.floor(Math.random() * 2 ** 31);
  process.stdout.write(`${of}: TEST_SEED=${seed}\n`);
  return seed;
}
