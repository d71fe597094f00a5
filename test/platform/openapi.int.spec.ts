import { newSlug, usePlatform } from '../support/use-platform.js';

interface Operation {
  readonly operationId: string;
  readonly security?: object[];
  readonly responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }>;
  readonly summary?: string;
}

/** For whoever watches over the platform from outside, or wants a community: without a token. */
const toAnybody = ['get /platform/v1/status', 'post /platform/v1/signups'];

describe('the description of the admin API', () => {
  const platform = usePlatform();
  const page = (url: string, host = 'platform.localhost') => platform.app.inject({ url, headers: { host } });
  const document = async () =>
    JSON.parse((await page('/platform/openapi.json')).body) as {
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Record<string, { properties?: Record<string, object> }>; securitySchemes: object };
    };

  it('is OpenAPI 3.1, and names every route that the server has', async () => {
    const { openapi, paths, components } = await document();
    expect(openapi).toBe('3.1.0');
    expect(components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = platform.api.http.routes.routes
      .filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/platform/v1'))
      .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.toSorted()).toEqual(served.toSorted());
    expect(served.length).toBeGreaterThanOrEqual(11);
  });

  it('says of each what it answers, how it refuses, and that it needs a token', async () => {
    const { paths, components } = await document();
    const all = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
    );
    const ofOperators = all.filter(([name]) => !toAnybody.includes(name));
    expect(ofOperators).toHaveLength(all.length - toAnybody.length);
    for (const [, operation] of ofOperators) {
      expect(operation).toMatchObject({ summary: expect.any(String), security: [{ bearer: [] }] });
      const answers = Object.entries(operation.responses);
      const good = answers.filter(([status]) => status.startsWith('2'));
      expect(good.length).toBeGreaterThan(0);
      for (const [, { content }] of good)
        expect((content?.['application/json'] ?? content?.['application/x-ndjson'])?.schema.$ref).toMatch(
          /^#\/components\/schemas\//,
        );
      for (const status of ['401', '403', '500']) {
        expect(operation.responses[status]?.content).toHaveProperty(['application/problem+json']);
      }
    }
    for (const { properties } of Object.values(components.schemas)) {
      for (const property of Object.values(properties ?? {}))
        expect(JSON.stringify(property)).toMatch(/"(type|\$ref|allOf|enum)"/);
    }
  });

  it('has the shape of what is really answered', async () => {
    const { components } = await document();
    const { body } = await platform.admin.creates({ slug: newSlug(), name: 'Shape', owner: { username: 'shaper' } });
    expect(Object.keys(components.schemas['NewTenantView']!.properties!)).toEqual(
      expect.arrayContaining(Object.keys(body)),
    );
    const shown = await platform.admin.get(`/tenants/${body.id}`);
    expect(Object.keys(components.schemas['TenantView']!.properties!).toSorted()).toEqual(
      Object.keys(shown.body).toSorted(),
    );
  });

  it('is shown as a page that loads nothing from elsewhere, on the platform’s host only', async () => {
    const { statusCode, body, headers } = await page('/platform/docs');
    expect(statusCode).toBe(200);
    const sources = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source!);
    expect(sources.length).toBeGreaterThan(2);
    expect(sources.filter((source) => /^(https?:)?\/\//.test(source))).toEqual([]);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(body.replace(/<script[^>]*src=[^>]*>\s*<\/script>/g, '')).not.toContain('<script'); // none that the policy would stop
    for (const source of sources) {
      const url = new URL(source, 'http://platform.localhost/platform/docs').pathname;
      expect({ url, status: (await page(url)).statusCode }).toEqual({ url, status: 200 });
    }
    for (const path of ['/platform/docs', '/platform/openapi.json']) {
      expect((await page(path, 'nobody.localhost')).statusCode).toBe(404);
    }
  });
});
