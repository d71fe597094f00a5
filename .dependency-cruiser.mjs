/**
 * Who may import whom: rules 1 to 5 of the house style (CONTRIBUTING.md). Each rule has a sample
 * violation in test/architecture/samples.ts, and the architecture test proves that it is caught.
 */

/** From the ground up; rooms in one row may know each other, as long as no circle comes of it. */
const kernelOrder = [
  ['runtime'],
  ['url'],
  ['config'],
  ['scope'],
  ['logging'],
  ['siblings'],
  ['metrics'],
  ['children'],
  ['embedded-postgres'],
  ['database'],
  [
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
  ],
  ['http'],
  ['objects'],
  ['quotas'],
];
const communityOrder = [['site'], ['identity'], ['members'], ['relations', 'media', 'topics'], ['posts'], ['comments']];

/** They know the rooms they react to, never the reverse; among them only this is allowed. */
const reacting = {
  timelines: ['search'],
  messages: [],
  search: [],
  moderation: [],
  wallet: [],
  administration: [],
  live: [],
};

const test = '\\.(spec|contract)\\.tsx?$';

export default {
  forbidden: [
    ...downward(),
    ...aroundTests(),
    ...betweenRooms(),
    ...inOrder('kernel', kernelOrder),
    ...inOrder('community', communityOrder, Object.keys(reacting)),
    ...betweenReacting(),
    ...withinRooms(),
    ...hygiene(),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^dist/' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js'],
      conditionNames: ['paopao-source', 'import', 'require', 'node', 'default'],
    },
  },
};

function rule(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

/** Rules 1 and 2. Specs are held to them too: only test/support shows them the layers above. */
function downward() {
  return [
    rule(
      'kernel-imports-nothing-above',
      'The kernel knows nothing of platform, community, web and apps.',
      { path: '^libs/kernel/' },
      { path: '^(apps|libs/(platform|community|web))/' },
    ),
    rule(
      'platform-and-community-stay-apart',
      'They meet in kernel/tenancy: a port, or an event.',
      { path: '^libs/(platform|community)/' },
      { path: '^libs/(platform|community)/', pathNot: '^libs/$1/' },
    ),
    rule(
      'nothing-below-imports-web-or-apps',
      'Only downward: apps, web, platform and community, kernel.',
      { path: '^libs/(platform|community)/' },
      { path: '^(apps|libs/web)/' },
    ),
    rule('web-imports-no-app', 'Only downward.', { path: '^libs/web/' }, { path: '^apps/' }),
  ];
}

function aroundTests() {
  return [
    rule(
      'nothing-shipped-imports-test-support',
      'What tests share is for specs and contracts; their helpers may name its types.',
      { pathNot: [test, '^test/'] },
      { path: '^test/support/' },
    ),
    rule(
      'test-helpers-import-only-types-of-support',
      'A helper that starts something belongs to test/support, or into its spec.',
      { path: '^test/', pathNot: ['\\.spec\\.tsx?$', '^test/support/'] },
      { path: '^test/support/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'only-support-boots-the-app',
      'Suites reach the running app through test/support; who lives in its demo communities is nothing that runs.',
      { path: '^test/', pathNot: ['\\.spec\\.tsx?$', '^test/support/'] },
      { path: '^apps/', pathNot: '^apps/standalone/demo/[\\w-]+\\.people\\.ts$' },
    ),
  ];
}

/** Rule 3. Circles between rooms that no single file closes are found by test/architecture/room-graph.ts. */
function betweenRooms() {
  return [
    rule(
      'rooms-only-through-index',
      'Import the room by its alias; what others need stands in its index.ts.',
      { path: '^libs/([^/]+)/([^/]+)/' },
      { path: '^libs/[^/]+/[^/]+/', pathNot: ['^libs/$1/$2/', '^libs/[^/]+/[^/]+/index\\.ts$'] },
    ),
    rule(
      'apps-only-through-index',
      'Apps put modules together; the index of the room shows what there is.',
      { path: '^apps/' },
      { path: '^libs/[^/]+/[^/]+/', pathNot: '^libs/[^/]+/[^/]+/index\\.ts$' },
    ),
    rule('no-circle', 'Emit an event, or turn the arrow round with a port.', {}, { circular: true }),
  ];
}

/** Rule 4: each room knows its own row and the rows before it; a room without a place knows nothing. */
function inOrder(library, rows, last = []) {
  const rooms = [...rows.flat(), ...last];
  const above = (index) => [...rows.slice(index + 1).flat(), ...last];
  const ordered = rows.flatMap((row, index) =>
    row
      .filter(() => above(index).length > 0)
      .map((room) =>
        rule(
          `${library}-${room}-imports-no-room-above`,
          `${room} comes before ${above(index).join(', ')}: emit an event that they handle.`,
          { path: `^libs/${library}/${room}/` },
          { path: `^libs/${library}/(${above(index).join('|')})/` },
        ),
      ),
  );
  const placeless = rule(
    `${library}-room-has-a-place`,
    `Give the room its place in the order of ${library} rooms in .dependency-cruiser.mjs.`,
    { path: `^libs/${library}/(?!(${rooms.join('|')})/)[^/]+/` },
    {},
  );
  return [...ordered, placeless];
}

function betweenReacting() {
  return Object.entries(reacting).map(([room, known]) => {
    const others = Object.keys(reacting).filter((other) => other !== room && !known.includes(other));
    return rule(
      `community-${room}-imports-no-other-reacting-room`,
      'Reacting rooms know the rooms they react to, not each other (timelines may ask search).',
      { path: `^libs/community/${room}/` },
      { path: `^libs/community/(${others.join('|')})/` },
    );
  });
}

/** Rule 5. */
function withinRooms() {
  return [
    rule(
      'controllers-import-no-repository',
      'A controller asks the service.',
      { path: '\\.controller\\.tsx?$' },
      { path: '\\.repository\\.ts$' },
    ),
    rule(
      'repositories-import-no-service',
      'A repository loads and changes rows; the rule lives in the service that calls it.',
      { path: '\\.repository\\.ts$' },
      { path: '\\.service\\.ts$' },
    ),
    rule(
      'drivers-only-from-their-module',
      'Use the port; the module of the room chooses the driver.',
      {
        path: '^(apps|libs|test|bench)/',
        pathNot: [test, '^libs/[^/]+/[^/]+/drivers/', '^libs/[^/]+/[^/]+/[^/]+\\.module\\.ts$'],
      },
      { path: '^libs/[^/]+/[^/]+/drivers/' },
    ),
    rule(
      'only-specs-import-contracts',
      'A contract suite is for the specs of drivers.',
      { pathNot: test },
      { path: '\\.contract\\.ts$' },
    ),
  ];
}

function hygiene() {
  return [
    rule('nothing-unresolved', 'The import leads nowhere.', {}, { couldNotResolve: true }),
    rule(
      'no-tool-in-what-is-shipped',
      'A development dependency is not there in production.',
      { path: '^(apps|libs)/', pathNot: test },
      { dependencyTypes: ['npm-dev'] },
    ),
  ];
}
