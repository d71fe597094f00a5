import { Config } from '#kernel/config';
import { useS3Server } from '../../../../test/support/s3-server.js';
import { Uploader } from '../../../../test/support/upload.js';
import { useCommunity } from '../../../../test/support/use-community.js';

const zip = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(64)]);

describe('an attachment in a store that browsers reach', () => {
  const server = useS3Server();
  const community = useCommunity((builder) => {
    const given = server();
    const reached = given.config({ S3_PUBLIC_ENDPOINT: given.settings.S3_ENDPOINT });
    return builder.overrideProvider(Config).useValue(reached);
  });

  it('is handed out by the store itself, for a minute, for saving, and to nobody without the link', async () => {
    const ada = await community.member('ada');
    const { content } = await new Uploader(community.app, ada).file('attachment', zip, 'application/zip');
    const contents = [
      { content: 'Take it', type: 2, sort: 100 },
      { content, type: 7, sort: 101 },
    ];
    const post = (await ada.post('/v1/post', { contents, tags: [], users: [] })) as { contents: { id: number }[] };
    const link = (await ada.get(`/v1/attachment?id=${post.contents[1]!.id}`))['signed_url'] as string;
    expect(link.startsWith(server().settings.S3_ENDPOINT)).toBe(true);
    expect(new URL(link).searchParams.get('X-Amz-Expires')).toBe('60');
    const answer = await fetch(link);
    expect(Buffer.from(await answer.arrayBuffer()).equals(zip)).toBe(true);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[0-9a-f-]+\.zip"$/);
    expect((await fetch(link.replace(/\?.*/, ''))).status).toBe(403);
    expect((await fetch(link.replace(`t/${community.tenant.id}/`, 't/999/'))).status).toBe(403);
  });
});
