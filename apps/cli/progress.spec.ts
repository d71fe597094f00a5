import { Progress } from './progress.js';

function told(columns?: number) {
  const texts: string[] = [];
  const terminal = { out: () => undefined, err: (text: string) => void texts.push(text) };
  return { texts, progress: new Progress(columns === undefined ? terminal : { ...terminal, columns }) };
}
const start = '\r\u001B[K';

describe('what a command says while it works', () => {
  beforeEach(() => jest.useFakeTimers({ advanceTimers: false }));
  afterEach(() => jest.useRealTimers());

  it('is a bar on a terminal, drawn over, no wider than that, and gone before anything else is written', () => {
    const { texts, progress } = told(60);
    progress.tell('none yet', { done: 0, total: 0 });
    progress.tell('too soon after it', { done: 1, total: 4 });
    jest.advanceTimersByTime(150);
    progress.tell('two of four communities, of which there is much to tell', { done: 2, total: 4 });
    progress.tell('all', { done: 4, total: 4 });
    progress.tell('A line.');
    progress.clear();
    expect(texts).toEqual([
      `${start}[........................]   0 % none yet`,
      `${start}[############............]  50 % two of four communities, o`,
      `${start}[########################] 100 % all`,
      start,
      'A line.\n',
    ]);
    expect(Math.max(...texts.map((text) => text.replace(start, '').length))).toBeLessThan(60);
  });

  it('is elsewhere a line every few seconds', () => {
    const { texts, progress } = told();
    for (let done = 1; done <= 120; done++) {
      jest.advanceTimersByTime(100);
      progress.tell(`${done} of 120`, { done, total: 120 });
    }
    progress.tell('At once.');
    progress.clear();
    expect(texts).toEqual(['50 of 120\n', '100 of 120\n', 'At once.\n']);
  });
});
