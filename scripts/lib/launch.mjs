import { build, ensureBuilt } from './build.mjs';
import { inCheckout } from './checkout.mjs';
import { ensureInstalled } from './install.mjs';
import { ancestorsUpToNpm, isAlive } from './processes.mjs';
import { exitOnSignals } from './run.mjs';
import { orExplain } from './setup-error.mjs';
import { Steps } from './steps.mjs';

const steps = 6; // two here, four in apps/standalone

/** npm start: makes the checkout ready, then becomes the server. */
export function launch() {
  return orExplain(async () => {
    const release = exitOnSignals(0);
    const ancestors = ancestorsUpToNpm();
    if (ancestors === null) process.exit(0); // nobody waits for us any more
    watch(ancestors);
    await becomeReady();
    // apps/standalone/launch.ts declares what is handed over here.
    globalThis[Symbol.for('paopao.launch')] = { ancestors, done: steps - 4, total: steps, handOver: release };
    await import(inCheckout('dist/apps/standalone/main.js'));
  });
}

/** npm run cli: standard output belongs to the command alone. */
export function launchCli() {
  return orExplain(async () => {
    const say = (text) => console.error(text);
    const release = exitOnSignals();
    await ensureInstalled(say);
    await ensureBuilt(say);
    release();
    await import(inCheckout('dist/apps/cli/main.js'));
  });
}

/** npm run build */
export function launchBuild() {
  return orExplain(async () => {
    exitOnSignals();
    await ensureInstalled((text) => console.error(text));
    await build((text) => console.error(text));
    process.exit(0);
  });
}

async function becomeReady() {
  process.stdout.on('error', () => undefined); // nobody reads any more: no reason to leave a database behind
  process.stderr.on('error', () => undefined);
  const progress = new Steps(steps);
  await progress.step('Dependencies', (remark) => ensureInstalled(remark));
  await progress.step('Build', (remark) => ensureBuilt(remark));
}

/** npm killed by kill -9 cannot tell us to stop, so we look. */
function watch(ancestors) {
  if (ancestors.length === 0) return;
  const timer = setInterval(() => {
    if (ancestors.every(isAlive)) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 1_000);
  timer.unref();
}
