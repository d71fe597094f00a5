import type { Violation } from './cruise.js';

/** One import, and the rules it breaks; an import that is fine breaks none. */
export interface ImportSample {
  from: string;
  imports: string;
  to: string;
  typeOnly?: boolean;
  breaks: string[];
}

/** Which kernel and community rooms may know each other, told once more: the samples must not repeat the rules. */
const kernelGround = [
  'runtime',
  'url',
  'config',
  'scope',
  'logging',
  'siblings',
  'metrics',
  'children',
  'embedded-postgres',
  'database',
];
const kernelSides = [
  'tenancy',
  'jobs',
  'cache',
  'signals',
  'search-index',
  'search-mirror',
  'mail',
  'sms',
  'outbound',
  'crypto',
  'i18n',
  'dns',
];
const knownInKernel: Record<string, string[]> = {
  ...Object.fromEntries(kernelGround.map((room, index) => [room, kernelGround.slice(0, index)])),
  ...Object.fromEntries(kernelSides.map((room) => [room, [...kernelGround, ...kernelSides]])),
  http: [...kernelGround, ...kernelSides],
  objects: [...kernelGround, ...kernelSides, 'http'],
  quotas: [...kernelGround, ...kernelSides, 'http', 'objects'],
};

const beforePosts = ['site', 'identity', 'members', 'relations', 'media', 'topics'];
const base = [...beforePosts, 'posts', 'comments'];
const knownInCommunity: Record<string, string[]> = {
  site: [],
  identity: ['site'],
  members: ['site', 'identity'],
  relations: ['site', 'identity', 'members', 'media', 'topics'],
  media: ['site', 'identity', 'members', 'relations', 'topics'],
  topics: ['site', 'identity', 'members', 'relations', 'media'],
  posts: beforePosts,
  comments: [...beforePosts, 'posts'],
  timelines: [...base, 'search'],
  messages: base,
  search: base,
  moderation: base,
  wallet: base,
  administration: base,
  live: base,
};

const reactingRooms = ['timelines', 'messages', 'search', 'moderation', 'wallet', 'administration', 'live'];

export const importSamples: ImportSample[] = [
  ...everyPair('kernel', knownInKernel, (room) => `kernel-${room}-imports-no-room-above`),
  ...everyPair('community', knownInCommunity, (room) =>
    reactingRooms.includes(room)
      ? `community-${room}-imports-no-other-reacting-room`
      : `community-${room}-imports-no-room-above`,
  ),
  ...layers(),
  ...rooms(),
  ...roles(),
  ...tests(),
];

export const expectedViolations: Violation[] = importSamples.flatMap(({ from, to, breaks }) =>
  breaks.map((rule) => ({ rule, from, to })),
);

function everyPair(library: string, known: Record<string, string[]>, rule: (room: string) => string): ImportSample[] {
  const names = Object.keys(known);
  return names.flatMap((room) =>
    names
      .filter((other) => other !== room)
      .map((other) => {
        const from = `libs/${library}/${room}/knows-${other}.ts`;
        return sample(from, `#${library}/${other}`, ...(known[room]!.includes(other) ? [] : [rule(room)]));
      }),
  );
}

function layers(): ImportSample[] {
  const up = 'kernel-imports-nothing-above';
  const apart = 'platform-and-community-stay-apart';
  return [
    sample('libs/kernel/http/up-to-platform.ts', '#platform/tenants', up),
    sample('libs/kernel/http/up-to-community.ts', '#community/posts', up),
    sample('libs/kernel/http/up-to-web.ts', '#web/ui', up),
    sample('libs/platform/tenants/to-community.ts', '#community/posts', apart),
    { ...sample('libs/community/posts/to-platform.ts', '#platform/tenants', apart), typeOnly: true },
    sample('libs/community/posts/to-web.ts', '#web/ui', 'nothing-below-imports-web-or-apps'),
    relative('libs/platform/tenants/to-app.ts', 'apps/api/app.ts', 'nothing-below-imports-web-or-apps'),
    relative('libs/web/ui/to-app.ts', 'apps/api/app.ts', 'web-imports-no-app'),
    sample('libs/kernel/novelty/new.ts', '#kernel/config', 'kernel-room-has-a-place'),
    sample('libs/community/novelty/new.ts', '#community/site', 'community-room-has-a-place'),
    sample('libs/web/ui/to-both.ts', '#community/posts'),
    sample('libs/web/ui/to-platform.ts', '#platform/tenants'),
    sample('libs/platform/domains/to-tenants.ts', '#platform/tenants'),
    sample('libs/platform/domains/to-kernel.ts', '#kernel/tenancy'),
    sample('apps/api/to-kernel.ts', '#kernel/http'),
    sample('apps/api/to-web.ts', '#web/ui'),
  ];
}

function rooms(): ImportSample[] {
  const deep = 'rooms-only-through-index';
  return [
    relative('libs/community/comments/deep.ts', 'libs/community/posts/post.entity.ts', deep),
    relative('libs/web/ui/deep.ts', 'libs/community/posts/post.entity.ts', deep),
    relative('apps/api/deep.ts', 'libs/community/posts/post.entity.ts', 'apps-only-through-index'),
    relative('libs/community/posts/own.ts', 'libs/community/posts/post.entity.ts'),
    relative('libs/platform/plans/chicken.ts', 'libs/platform/plans/egg.ts', 'no-circle'),
    relative('libs/platform/plans/egg.ts', 'libs/platform/plans/chicken.ts'), // a circle is named once
    {
      from: 'libs/platform/plans/lost.ts',
      imports: './nowhere.js',
      to: './nowhere.js',
      breaks: ['nothing-unresolved'],
    },
    // No file of this circle imports one that imports it: only the graph of rooms shows it.
    sample('libs/platform/audit/one.ts', '#platform/metering'),
    sample('libs/platform/metering/another.ts', '#platform/audit'),
  ];
}

function roles(): ImportSample[] {
  const driver = 'libs/kernel/objects/drivers/local.objects.ts';
  const fromModule = 'drivers-only-from-their-module';
  const posts = 'libs/community/posts';
  return [
    relative(`${posts}/posts.controller.ts`, `${posts}/posts.repository.ts`, 'controllers-import-no-repository'),
    relative(`${posts}/stars.repository.ts`, `${posts}/posts.service.ts`, 'repositories-import-no-service'),
    relative(`${posts}/stars.service.ts`, `${posts}/posts.repository.ts`),
    relative('libs/kernel/objects/object-store.ts', driver, fromModule),
    relative('libs/kernel/objects/index.ts', driver, fromModule),
    relative('libs/platform/plans/uploads.module.ts', driver, 'rooms-only-through-index'),
    relative('libs/kernel/objects/objects.module.ts', driver),
    relative('libs/kernel/objects/local.spec.ts', driver),
    relative('libs/kernel/objects/objects.contract.ts', driver),
    relative('libs/kernel/objects/drivers/s3.objects.ts', driver),
    relative('libs/kernel/objects/objects.spec.ts', 'libs/kernel/objects/objects.contract.ts'),
    relative('libs/kernel/objects/sly.ts', 'libs/kernel/objects/objects.contract.ts', 'only-specs-import-contracts'),
  ];
}

function tests(): ImportSample[] {
  const support = 'test/support/use-community.ts';
  const tool = { imports: 'dependency-cruiser', to: 'node_modules/dependency-cruiser/src/main/index.mjs' };
  return [
    relative('libs/community/posts/shipped.ts', support, 'nothing-shipped-imports-test-support'),
    relative('libs/community/posts/posts.int.spec.ts', support),
    relative('test/isolation/isolation.spec.ts', support),
    relative('test/isolation/helper.ts', support, 'test-helpers-import-only-types-of-support'),
    { ...relative('test/isolation/types.ts', support), typeOnly: true },
    relative('test/isolation/starts.ts', 'apps/api/app.ts', 'only-support-boots-the-app'),
    relative('test/support/use-community.ts', 'apps/api/app.ts'),
    { from: 'libs/community/posts/tool.ts', ...tool, breaks: ['no-tool-in-what-is-shipped'] },
  ];
}

/** An import by alias: it ends in the index of the room. */
function sample(from: string, alias: string, ...breaks: string[]): ImportSample {
  return { from, imports: alias, to: `libs/${alias.slice(1)}/index.ts`, breaks };
}

function relative(from: string, to: string, ...breaks: string[]): ImportSample {
  const up = '../'.repeat(from.split('/').length - 1);
  return { from, imports: `${up}${to.replace(/\.ts$/, '.js')}`, to, breaks };
}
