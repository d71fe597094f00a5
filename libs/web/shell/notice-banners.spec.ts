import { dismissedIn, dismissedWith } from './notice-banners.js';

describe('the announcements that a reader has put away', () => {
  it('are numbers in a cookie; of anything else it holds nothing', () => {
    expect(dismissedIn('3.14.159')).toEqual([3, 14, 159]);
    for (const other of [undefined, '', '.', '3.', '3,4', '-1', '3.x', ' 3', '3.'.repeat(2_000)])
      expect(dismissedIn(other)).toEqual([]);
  });

  it('are the latest fifty, each once', () => {
    expect(dismissedWith([3, 4], 3)).toBe('4.3');
    const many = Array.from({ length: 60 }, (_, index) => index + 1);
    const kept = dismissedWith(many, 61);
    expect(kept.split('.')).toHaveLength(50);
    expect(dismissedIn(kept)).toContain(61);
  });
});
