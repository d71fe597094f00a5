import { Pace } from './pace.js';

describe('the pace of tasks', () => {
  let now = 1_000_000;
  beforeEach(() => jest.spyOn(performance, 'now').mockImplementation(() => now));
  afterEach(() => jest.restoreAllMocks());
  const end = (pace: Pace, times: number) => {
    for (let number = 0; number < times; number += 1) pace.noteEnd();
  };

  it('takes nothing ahead before anything has ended', () => {
    expect(new Pace().ahead).toBe(0);
  });

  it('takes ahead four times what a tenth of a second brought, but never more than 200', () => {
    const pace = new Pace();
    end(pace, 10);
    expect(pace.ahead).toBe(40);
    now += 100;
    end(pace, 4);
    expect(pace.ahead).toBe(40);
    now += 100;
    expect(pace.ahead).toBe(16);
    end(pace, 1_000);
    expect(pace.ahead).toBe(200);
  });

  it('forgets what is longer ago', () => {
    const pace = new Pace();
    end(pace, 10);
    now += 200;
    expect(pace.ahead).toBe(0);
  });
});
