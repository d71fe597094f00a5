const segmenter = new Intl.Segmenter();

/** So many characters, as a reader counts: a flag or a family is one. */
export function startOf(name: string, count: number): string {
  const segments = segmenter.segment(name.trim())[Symbol.iterator]();
  let start = '';
  for (let left = count; left > 0; left -= 1) start += segments.next().value?.segment ?? '';
  return start;
}
