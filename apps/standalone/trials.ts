import type { Config } from '#kernel/config';

/** Three commands that work as printed: create a community, register in it, post there. */
export function trials(config: Config, token: string): string[] {
  const platform = config.publicUrl(config.platformHost);
  const club = config.publicUrl(`club.${config.baseDomain}`);
  const json = `-H 'Content-Type: application/json'`;
  const body = '{"slug":"club","name":"My club","owner":{"username":"owner","password":"a-long-password"}}';
  const post =
    '{"contents":[{"content":"Hello from the shell! #first ","type":2,"sort":100}],"tags":["first"],"users":[]}';
  const login = `$(curl -s ${club}/v1/auth/login -d username=ada -d password=my-password | grep -oE 'ey[A-Za-z0-9._-]+')`;
  return [
    `curl -s ${platform}/platform/v1/tenants -H "Authorization: Bearer ${token}" -H 'Idempotency-Key: club' ${json} -d '${body}'`,
    `curl -s ${club}/v1/auth/register -d username=ada -d password=my-password`,
    `curl -s ${club}/v1/post -H "Authorization: Bearer ${login}" ${json} -d '${post}'`,
  ];
}
