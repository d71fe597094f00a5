import { useCommunity } from '../support/use-community.js';

describe('a page of another origin', () => {
  const community = useCommunity();
  const call = (origin: string | undefined, path = '/v1/site/profile', method: 'GET' | 'OPTIONS' = 'GET') =>
    community.app.inject({
      method,
      url: path,
      headers: {
        host: `${community.host}:3000`,
        ...(origin && { origin }),
        ...(method === 'OPTIONS' && { 'access-control-request-method': 'DELETE' }),
      },
    });

  it('may call the API, with a token and without cookies', async () => {
    for (const origin of ['https://elsewhere.example', 'null', `http://${community.host}:5173`, 'tauri://localhost']) {
      const { headers } = await call(origin);
      expect({ origin, allowed: headers['access-control-allow-origin'] }).toEqual({ origin, allowed: '*' });
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  it('is told so before it asks', async () => {
    const { statusCode, headers, body } = await call('https://elsewhere.example', '/v1/post', 'OPTIONS');
    expect({ statusCode, body }).toEqual({ statusCode: 204, body: '' });
    expect(headers['access-control-allow-methods']).toContain('DELETE');
    expect(headers['access-control-allow-headers']).toContain('Authorization');
    expect(headers['access-control-max-age']).toBe('43200');
  });

  it('is not the page of the community itself, nor a script without a page', async () => {
    for (const origin of [undefined, `http://${community.host}:3000`, `https://${community.host}:3000`]) {
      const { headers } = await call(origin);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers['vary']).toBe('Origin');
    }
  });

  it('gets nothing of what is no API', async () => {
    const { headers } = await call('https://elsewhere.example', '/about');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});
