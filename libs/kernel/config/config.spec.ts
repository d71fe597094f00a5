import { ConfigError, loadConfig, settings } from './index.js';

describe('the settings', () => {
  it('are a complete installation when nothing is set', () => {
    expect(loadConfig({})).toMatchObject({
      port: 3000,
      demo: true,
      platformHost: 'platform.localhost',
      baseDomain: 'localhost',
      trustedProxies: [],
    });
  });

  it.each<[string, string]>([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3000 '],
    ['DEMO', 'yes'],
    ['PLATFORM_HOST', 'http://platform'],
    ['BASE_DOMAIN', 'example.org:80'],
    ['SECRET_KEY', 'too short'],
    ['OPERATOR_TOKEN', 'has a space in it, alas'],
    ['DATABASE_URL', 'mysql://a@b/c'],
    ['DATABASE_URL', 'postgres://a@b'],
    ['DATABASE_URL', 'postgres://a:secret@b/c?options=-c%20role%3Dpostgres'],
    ['DATABASE_NAMESPACE', 'T'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['LOG_LEVEL', 'loud'],
    ['WORKER_CONCURRENCY', 'notify'],
    ['WORKER_CONCURRENCY', 'notify=-1'],
    ['WORKER_CONCURRENCY', 'notify=1.5'],
    ['WORKER_CONCURRENCY', 'notify=201'],
    ['WORKER_CONCURRENCY', 'notify=1,notify=2'],
    ['WORKER_CONCURRENCY', 'notices=1'],
    ['WORKER_CONCURRENCY', 'constructor=1'],
    ['WORKER_CONCURRENCY', 'notify=1,'],
    ['MEDIA_CHILD_MEMORY', '127'],
    ['MEDIA_TASK_SECONDS', '0'],
    ['MEDIA_TASK_SECONDS', '1701'],
    ['S3_ENDPOINT', 'minio:9000'],
    ['S3_BUCKET', 'My Bucket'],
    ['MEDIA_HOST', 'https://files.example'],
    ['MEDIA_QUOTA_MB', '-1'],
    ['FILM_SECONDS', '0'],
    ['FILM_HEIGHT', '100'],
    ['PUBLIC_SCHEME', 'ftp'],
    ['PAYMENTS', 'cash'],
    ['ALIPAY_GATEWAY', 'openapi.alipay.com'],
    ['RATE_LIMITS', 'off'],
    ['SMS_GATEWAY_URL', 'sms.example'],
    ['SMS_GATEWAY_TOKEN', 'two words'],
    ['OPENSEARCH_URL', 'opensearch:9200'],
    ['OPENSEARCH_PREFIX', 'Paopao'],
    ['OPENSEARCH_ANALYSIS', 'kuromoji'],
    ['OPENSEARCH_SHARDS', '0'],
    ['OPENSEARCH_OWN_INDEX', '-1'],
    ['SMTP_URL', 'mail.example:25'],
    ['SMTP_URL', 'smtp://'],
    ['SMTP_URL', 'smtp://mail.example/?pool=true'],
    ['SMTP_URL', 'smtp://a:%@mail.example'],
    ['SMTP_TLS', '1'],
    ['MAIL_FROM', 'Paopao'],
    ['MAIL_FROM', 'a@example.org, b@example.org'],
    ['MAIL_FROM', 'a@example.org\nBcc: b@example.org'],
  ])('refuse %s=%s in one sentence that names it', (name, value) => {
    const load = () => loadConfig({ [name]: value });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(new RegExp(`^${name} must .*\\.$`));
  });

  it.each([
    ['SECRET_KEY', 'hunter2'],
    ['OPERATOR_TOKEN', 'hunter2 hunter2 hunter2'],
    ['DATABASE_URL', 'postgres://a:hunter2@b'],
    ['OPENSEARCH_URL', 'https//admin:hunter2@search'],
    ['SMTP_URL', 'smtp//admin:hunter2@mail'],
  ])('say nothing of a secret %s in what they refuse', (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(/^(?!.*hunter2)/);
  });

  it('take an empty value as none', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });

  it.each<[Record<string, string>, string]>([
    [{}, 'http://demo.localhost:3000'],
    [{ PORT: '80' }, 'http://demo.localhost'],
    [{ BASE_DOMAIN: 'dev.localhost', PORT: '4000' }, 'http://demo.localhost:4000'],
    [{ BASE_DOMAIN: 'example.org' }, 'https://demo.localhost'],
    [{ BASE_DOMAIN: 'example.org', PUBLIC_PORT: '8443' }, 'https://demo.localhost:8443'],
    [{ BASE_DOMAIN: 'example.org', PUBLIC_SCHEME: 'http' }, 'http://demo.localhost'],
  ])('with %j make the address %s', (environment, url) => {
    expect(loadConfig(environment).publicUrl('demo.localhost')).toBe(url);
  });

  it('name only the classes of tasks that shall run otherwise', () => {
    expect(loadConfig({ WORKER_CONCURRENCY: 'notify=16, media=0' }).workerConcurrency).toEqual({
      notify: 16,
      media: 0,
    });
    expect(loadConfig({}).workerConcurrency).toBeUndefined();
  });

  it('have a name of their own each', () => {
    const names = Object.values(settings).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
