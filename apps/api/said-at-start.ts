import { StartError } from '#kernel/config';

export const sayReady = (place: string): void =>
  void process.stdout.write(`Ready in ${(performance.now() / 1000).toFixed(1)} s: ${place}\n`);

/** One sentence for a person; of a bug all there is. */
export const sentenceFor = (error: Error): string => (error instanceof StartError ? error.message : error.stack!);
