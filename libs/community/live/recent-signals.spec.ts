import { RecentSignals } from './recent-signals.js';

describe('what was signalled lately', () => {
  it('is known as far back as this process has listened, and for a minute', () => {
    const recent = new RecentSignals();
    expect(recent.reaches(0, 5_000)).toBe(false);
    recent.begin(10_000);
    recent.note('1 posts', 12_000);
    expect(recent.wasGiven('1 posts', 1_000, 13_000)).toBe(true);
    expect(recent.wasGiven('1 posts', 900, 13_000)).toBe(false);
    expect(recent.wasGiven('2 posts', 9_000, 13_000)).toBe(false);
    expect([recent.reaches(3_000, 13_000), recent.reaches(3_001, 13_000)]).toEqual([true, false]);
    expect([recent.reaches(60_000, 100_000), recent.reaches(60_001, 100_000)]).toEqual([true, false]);
    recent.begin(20_000);
    expect(recent.wasGiven('1 posts', 60_000, 20_000)).toBe(false);
  });

  it('takes no more room than it may, and says what it has forgotten', () => {
    const recent = new RecentSignals();
    recent.begin(0);
    for (let number = 0; number < 20_010; number += 1) recent.note(`1 comments:${number}`, 1_000 + number);
    const now = 1_000 + 20_010;
    expect(recent.wasGiven('1 comments:9', 60_000, now)).toBe(false);
    expect(recent.wasGiven('1 comments:10', 60_000, now)).toBe(true);
    expect([recent.reaches(20_001, now), recent.reaches(20_002, now)]).toEqual([true, false]);
  });
});
