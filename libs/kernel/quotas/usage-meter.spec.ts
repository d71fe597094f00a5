import { UsageMeter } from './usage-meter.js';

describe('what communities do in an hour', () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-03-01T09:59:00Z') }));
  afterEach(() => jest.useRealTimers());

  it('is added up for each community and hour, and taken away once', () => {
    const meter = new UsageMeter();
    meter.count(1, 'requests');
    meter.count(1, 'requests');
    meter.count(2, 'bytes_in', 700);
    jest.setSystemTime(Date.parse('2026-03-01T10:00:00Z'));
    meter.count(1, 'requests');
    const told = meter.take().map(({ tenantId, hour, figures }) => ({
      tenantId,
      hour: new Date(hour).toISOString(),
      ...Object.fromEntries(Object.entries(figures).filter(([, count]) => count > 0)),
    }));
    expect(told).toEqual([
      { tenantId: 1, hour: '2026-03-01T09:00:00.000Z', requests: 2 },
      { tenantId: 2, hour: '2026-03-01T09:00:00.000Z', bytes_in: 700 },
      { tenantId: 1, hour: '2026-03-01T10:00:00.000Z', requests: 1 },
    ]);
    expect(meter.take()).toEqual([]);
  });

  it('is not lost when it could not be written down, nor counted for another hour', () => {
    const meter = new UsageMeter();
    meter.count(1, 'posts');
    const taken = meter.take();
    jest.setSystemTime(Date.parse('2026-03-01T10:30:00Z'));
    meter.count(1, 'posts');
    meter.giveBack(taken);
    const posts = meter.take().map(({ hour, figures }) => [new Date(hour).getUTCHours(), figures.posts]);
    expect(posts).toEqual(
      expect.arrayContaining([
        [9, 1],
        [10, 1],
      ]),
    );
  });
});
