import type { FastifyInstance } from 'fastify';
import type { Api } from '../../apps/api/create-api.js';
import { bootWhole, openIsolationBench } from '../support/isolation-bench.js';
import { reads } from './cases.js';
import { coverage } from './coverage.js';
import { coverageGaps, isolationReport } from './isolation-report.js';

describe('every route that is registered', () => {
  let api: Api;
  beforeAll(async () => {
    api = await bootWhole();
    await (api.app.getHttpAdapter().getInstance() as FastifyInstance).ready(); // some routes are registered only then
  });
  afterAll(() => api?.app.close());

  it('has a case in the coverage, and every case has its route', () => {
    expect(coverageGaps(api.http.routes.routes, coverage)).toEqual([]);
  });

  it('would be missed if it had none', () => {
    const routes = [
      { method: 'POST', url: '/v1/secret' },
      { method: 'HEAD', url: '/alone' },
    ];
    const covered = { 'GET /v1/gone': reads('open', () => ({})) };
    expect(coverageGaps(routes, covered)).toEqual([
      { route: 'POST /v1/secret', problem: 'has no case in coverage.ts' },
      { route: 'HEAD /alone', problem: 'has no case in coverage.ts' },
      { route: 'GET /v1/gone', problem: 'is in coverage.ts, but no such route is registered' },
    ]);
  });

  it('keeps to its own community, whoever asks with whatever is of another', async () => {
    const bench = await openIsolationBench(api, api);
    try {
      expect(await isolationReport(api.http.routes, bench)).toEqual([]);
    } finally {
      await bench.close();
    }
  }, 480_000);
});
