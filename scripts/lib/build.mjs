import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkout, inCheckout } from './checkout.mjs';
import { run } from './run.mjs';
import { asSetupError, SetupError } from './setup-error.mjs';
import { underSetupLock } from './setup-lock.mjs';

const folders = ['apps', 'libs', 'bench'];
const files = ['tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json'];
const compiled = /\.tsx?$/;
const scriptOfPages = /^libs\/web\/client\/.*\.js$/;
const neverBuilt = /\.(spec|contract)\.tsx?$|\.md$/;

/** Builds unless `dist` was built from exactly these sources. */
export async function ensureBuilt(say = () => undefined) {
  if (isBuilt()) return;
  await locked(() => (isBuilt() ? undefined : compile()), say);
}

export function build(say = () => undefined) {
  return locked(compile, say);
}

async function locked(work, say) {
  try {
    await underSetupLock(work, (pid) => say(`Another process (${pid}) prepares this checkout; waiting for it.`));
  } catch (error) {
    throw asSetupError(error, checkout);
  }
}

/** Into a folder beside, put in place when it is whole: a failed build leaves the old one, and a start never sees half of one. */
async function compile() {
  const [fresh, old] = [inCheckout('dist.new'), inCheckout('dist.old')];
  for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  const stamp = stampOfSources(); // before compiling: an edit meanwhile makes the build stale
  const compiler = inCheckout('node_modules', 'typescript-7', 'bin', 'tsc');
  const aliases = ['--customConditions', 'paopao-source']; // by themselves they lead to the sources only from a folder named dist
  const args = [compiler, '-p', 'tsconfig.build.json', '--outDir', fresh, ...aliases];
  const { code, output } = await run(process.execPath, args);
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    process.stderr.write(`\n${output.trim()}\n`);
    throw new SetupError('The build failed: the messages of the compiler are above.');
  }
  await copyOthers(fresh);
  writeFileSync(join(fresh, '.stamp'), stamp);
  if (existsSync(inCheckout('dist'))) renameSync(inCheckout('dist'), old);
  renameSync(fresh, inCheckout('dist'));
  rmSync(old, { recursive: true, force: true });
}

/** What the compiler leaves where it is. What browsers load comes over the line each first time: without what only readers need. */
async function copyOthers(target) {
  for (const source of sources().filter((path) => !compiled.test(path) && folders.includes(path.split('/')[0]))) {
    mkdirSync(dirname(join(target, source)), { recursive: true });
    if (scriptOfPages.test(source)) writeFileSync(join(target, source), await shortened(source));
    else cpSync(inCheckout(source), join(target, source));
  }
}

async function shortened(source) {
  const { minify } = await import('@swc/core'); // this file is also loaded where nothing is installed yet
  const text = readFileSync(inCheckout(source), 'utf8').replace(/^export \{\};$/m, ''); // they are put into one another's file
  const { code } = await minify(text, { module: true, compress: true, mangle: true });
  return code;
}

function isBuilt() {
  try {
    return readFileSync(inCheckout('dist', '.stamp'), 'utf8') === stampOfSources();
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function stampOfSources() {
  const hash = createHash('sha256');
  for (const path of sources()) {
    const content = readFileSync(inCheckout(path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function sources() {
  const found = folders.filter((folder) => existsSync(inCheckout(folder))).flatMap((folder) => filesBelow(folder));
  return [
    ...found.filter((path) => !neverBuilt.test(path)).sort((one, other) => (one < other ? -1 : 1)),
    ...files.filter((file) => existsSync(inCheckout(file))),
  ];
}

function filesBelow(folder) {
  return readdirSync(inCheckout(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
