/**
 * What a client sends; `giveUp` is called when nothing comes for so many milliseconds. Counts only the time in which
 * somebody waits for more: not that in which a slow store does.
 */
export async function* patiently<T>(
  source: AsyncIterable<T>,
  patience: number,
  giveUp: () => void,
): AsyncGenerator<T, void> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const timer = setTimeout(giveUp, patience);
      const next = await iterator.next().finally(() => clearTimeout(timer));
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
