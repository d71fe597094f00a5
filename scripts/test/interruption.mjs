import { ancestorsUpToNpm, isAlive } from '../lib/processes.mjs';

const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

export class Interrupted extends Error {
  constructor(code) {
    super('Stopped before the end.');
    this.code = code;
  }
}

/** Rejects once the run is to stop: by a signal, or because the npm that started it was killed. */
export function interruption() {
  const ancestors = ancestorsUpToNpm();
  const promise = new Promise((_, reject) => {
    for (const [signal, code] of Object.entries(codes)) process.on(signal, () => reject(new Interrupted(code)));
    const look = () => ancestors.every(isAlive) || reject(new Interrupted(codes.SIGTERM));
    setInterval(look, 1000).unref();
  });
  promise.catch(() => undefined); // one that comes between two races is seen by the next
  return promise;
}
