import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkout, inCheckout } from './checkout.mjs';
import { run } from './run.mjs';
import { asSetupError, SetupError } from './setup-error.mjs';
import { underSetupLock } from './setup-lock.mjs';

/** Installs what package-lock.json names, unless that is there. `say` hears what takes long. */
export async function ensureInstalled(say = () => undefined) {
  if (isInstalled()) return;
  try {
    await underSetupLock(
      () => (isInstalled() ? undefined : install(say)),
      (pid) => say(`Another process (${pid}) prepares this checkout; waiting for it.`),
    );
  } catch (error) {
    throw asSetupError(error, checkout);
  }
}

/** npm writes its own list last, so an installation that was killed has none. */
function isInstalled() {
  const [wanted, present] = [readPackages('package-lock.json'), readPackages('node_modules/.package-lock.json')];
  if (!wanted) throw new SetupError(`There is no readable package-lock.json in ${checkout}.`);
  return (
    present !== null && Object.keys(wanted).every((path) => path === '' || isSame(path, wanted[path], present[path]))
  );
}

function isSame(path, wanted, present) {
  if (!present) return Boolean(wanted.optional || wanted.devOptional); // a package for other platforms
  const sameContent = !wanted.integrity || !present.integrity || wanted.integrity === present.integrity;
  return wanted.version === present.version && sameContent && existsSync(inCheckout(path, 'package.json'));
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(inCheckout(file), 'utf8')).packages;
  } catch {
    return null;
  }
}

async function install(say) {
  say('npm ci; the first time this takes a minute.');
  const [program, ...before] = npm();
  const include = ['--include=dev', '--include=optional']; // NODE_ENV=production would leave the compiler out
  const { code, output } = await run(program, [...before, 'ci', ...include, '--no-audit', '--no-fund']);
  if (code === 0) return;
  process.stderr.write(`\n${output.trim()}\n`);
  throw new SetupError(`The dependencies could not be installed: npm ci ended with ${code ?? 'an error'}, see above.`);
}

/** The npm that started us, else the one in the path. */
function npm() {
  const script = process.env.npm_execpath;
  const isNpm = script && basename(script).startsWith('npm') && existsSync(script);
  if (isNpm) return [process.execPath, script];
  return process.platform === 'win32' ? ['npm.cmd'] : ['npm'];
}
