import type { EmbeddedPostgres } from '#kernel/embedded-postgres';

/** Starts the server again when it was killed below us. The answer ends the watch. */
export function keepRunning(postgres: EmbeddedPostgres, onFailure: (error: unknown) => void): () => void {
  let restarting = false;
  const look = (): void => {
    if (restarting || postgres.isRunning()) return;
    restarting = true;
    console.error('The database has ended and is started again.');
    postgres.restart().then(() => (restarting = false), onFailure);
  };
  const timer = setInterval(look, 1_000);
  return () => clearInterval(timer);
}
