import ts from 'typescript';

/** A rule about what a source file says, where the import graph cannot see it. */
export interface TextRule {
  name: string;
  /** Which files it holds for; specs and contracts are never among them. */
  holdsFor(path: string): boolean;
  /** Whether this piece of the file breaks it. */
  isBrokenBy(node: ts.Node): boolean;
}

export interface Breach {
  rule: string;
  path: string;
  line: number;
}

const shipped = (path: string) => /^(apps|libs)\//.test(path);
const below = (...folders: string[]) => new RegExp(`^(${folders.join('|')})/`);

/** Besides repositories and queries: what makes databases and schemas, runs tasks and finds tenants is SQL through and through. */
const speaksSql = below(
  'libs/kernel/embedded-postgres',
  'libs/kernel/database',
  'libs/kernel/jobs',
  'libs/kernel/tenancy',
  'libs/platform/provisioning',
);
const ownsConnections = below('libs/kernel/database');
const readsEnvironment = below('libs/kernel/config');
/** Besides the seam itself: what gives hints about tasks, what forgets, what says that something is new. All may get lost without harm. */
const actsAfterCommit = below(
  'libs/kernel/database',
  'libs/kernel/jobs',
  'libs/kernel/cache',
  'libs/kernel/signals',
  'libs/kernel/quotas', // figures by the hour
);

/** What puts something off all the same, and why nothing is lost by it. A path and no pattern: the next one is asked. */
export const mayPutOff: Readonly<Record<string, string>> = {
  'libs/community/identity/presence.service.ts':
    'Who is online is noted to the minute; what a killed process has not noted is noted with the next request.',
  'libs/community/identity/member-token.strategy.ts':
    'Passport wants its answer by a callback; the request waits for it.',
  'libs/community/live/live.service.ts':
    'Who stays connected is seen to by this process; whoever is told nothing, or let go, asks anew.',
  'libs/community/media/processing/limited-tool.ts':
    'A program that makes a film ready is ended when its time is over; the task waits for it.',
  'libs/community/media/processing/media-maker.ts':
    'How far a film is, is noted now and then; what was not noted is with the next time.',
  'libs/community/media/resumable/waiting.ts':
    'Whoever brings bytes is waited for while their request is answered; what is stored by then is noted.',
  'libs/platform/metering/usage-hours.service.ts':
    'What was counted of an hour is written down now and then and at the end; no rule goes by what a killed process takes along.',
  'libs/platform/operators/operator.strategy.ts': 'Passport wants its answer by a callback; the request waits for it.',
  'libs/platform/provisioning/operations.runner.ts':
    'Operations are rows with leases of their own: they run where no task does, and their times are looked for.',
  'libs/platform/provisioning/provisioning.service.ts':
    'Waits for the end of an operation, to answer with it; the operation does not wait for the answer.',
  'libs/platform/status/probes.service.ts':
    'A part of the platform that does not answer is not waited for; whoever asked is told so.',
  'libs/platform/status/status-board.ts':
    'What operators say is asked for each second, and again a second later where that failed.',
  'libs/web/site/cards/card-printer.ts':
    'A process that draws is ended when it has had nothing to do for a minute; nothing waits for that.',
};

export const textRules: TextRule[] = [
  {
    name: 'sql-only-in-repositories-and-queries',
    holdsFor: (path) => shipped(path) && !/\.(repository|queries)\.ts$/.test(path) && !speaksSql.test(path),
    isBrokenBy: (node) => isSql(literalText(node)),
  },
  {
    name: 'environment-only-in-config',
    holdsFor: (path) => shipped(path) && !readsEnvironment.test(path),
    isBrokenBy: (node) => isAccess(node, 'process', 'env') || imports(node, 'node:process', 'env'),
  },
  {
    name: 'data-source-only-in-kernel-database',
    holdsFor: (path) => shipped(path) && !ownsConnections.test(path),
    isBrokenBy: (node) => isNew(node, 'DataSource') || imports(node, 'typeorm', 'DataSource'),
  },
  {
    name: 'no-injected-repository',
    holdsFor: () => true,
    isBrokenBy: (node) => ts.isDecorator(node) && /^@InjectRepository\b/.test(node.getText()),
  },
  {
    name: 'no-forward-reference',
    holdsFor: () => true,
    isBrokenBy: (node) => imports(node, '@nestjs/common', 'forwardRef') || isAccess(node, 'common', 'forwardRef'),
  },
  {
    name: 'controllers-name-no-repository',
    holdsFor: (path) => /\.controller\.tsx?$/.test(path),
    isBrokenBy: (node) => ts.isImportSpecifier(node) && /Repository$/.test(importedName(node)),
  },
  {
    name: 'repositories-name-no-service',
    holdsFor: (path) => /\.repository\.ts$/.test(path),
    isBrokenBy: (node) => ts.isImportSpecifier(node) && /Service$/.test(importedName(node)),
  },
  {
    name: 'after-commit-only-hints-and-forgetting',
    holdsFor: (path) => shipped(path) && !actsAfterCommit.test(path),
    isBrokenBy: (node) => (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && node.text === 'afterCommit',
  },
  {
    name: 'side-effects-only-as-tasks',
    holdsFor: (path) => /^libs\/(community|platform|web(?!\/client))\//.test(path) && !(path in mayPutOff), // browsers have no tasks
    isBrokenBy: (node) => isTimer(node) || isLeftAlone(node),
  },
  {
    name: 'addresses-by-parse-url', // what asks URL.canParse gets wrong answers from Node.js 20
    holdsFor: (path) => shipped(path) && !/^libs\/web\/client\//.test(path),
    isBrokenBy: (node) => isAccess(node, 'URL', 'canParse'),
  },
  {
    name: 'only-support-boots-an-app',
    holdsFor: (path) => /^test\//.test(path) && !/^test\/support\//.test(path),
    isBrokenBy: (node) => imports(node, '@nestjs/core', 'NestFactory') || imports(node, '@nestjs/testing', 'Test'),
  },
];

export function findBreaches(path: string, text: string): Breach[] {
  if (/\.(spec|contract)\.tsx?$/.test(path)) return [];
  const rules = textRules.filter((rule) => rule.holdsFor(path));
  if (rules.length === 0) return [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const breaches: Breach[] = [];
  const visit = (node: ts.Node): void => {
    const line = () => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    for (const rule of rules) if (rule.isBrokenBy(node)) breaches.push({ rule: rule.name, path, line: line() });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return breaches;
}

const statements = [
  /^\s*(select|SELECT)\s+(\*|\d|distinct\b|exists\b|[\w.]+\s*\(|[\s\S]*\s(from|FROM)\s)/,
  /^\s*(with|WITH)\s+(recursive\s+)?\w+\s*(\([^)]*\)\s*)?(as|AS)\s*\(/,
  /\b(insert into|INSERT INTO|delete from|DELETE FROM|truncate table)\s+[\w."$]/,
  /\b(update|UPDATE)\s+[\w."$]+\s+(as\s+\w+\s+)?(set|SET)\s/,
  /^\s*(create|alter|drop|CREATE|ALTER|DROP)\s+(unlogged\s+)?(table|schema|role|database|index|TABLE|SCHEMA|ROLE|DATABASE|INDEX)\s/,
];

/** Sentences for people begin with a capital letter, statements do not: that tells them apart. */
function isSql(text: string | undefined): boolean {
  return text !== undefined && statements.some((statement) => statement.test(text));
}

/** The text of a string; of a template, with a `$` for each value put in. */
function literalText(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node.parent ?? node)) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('$');
}

const timers = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'nextTick']);

/** Whatever has something done later, by whichever name it is imported. */
function isTimer(node: ts.Node): boolean {
  return (ts.isIdentifier(node) && timers.has(node.text)) || imports(node, 'node:timers/promises', 'scheduler');
}

/** A promise that nobody waits for. The linter finds those that are not marked; here are those that are. */
function isLeftAlone(node: ts.Node): boolean {
  if (ts.isVoidExpression(node)) return ts.isCallExpression(node.expression) && firstName(node) !== 'reply'; // which is no work
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return false;
  const called = node.expression.expression;
  return ts.isPropertyAccessExpression(called) && ['then', 'catch', 'finally'].includes(called.name.text);
}

/** Of a chain of calls the name it begins with. */
function firstName({ expression }: { readonly expression: ts.Expression }): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  const isLink = ts.isCallExpression(expression) || ts.isPropertyAccessExpression(expression);
  return isLink ? firstName(expression) : undefined;
}

function isAccess(node: ts.Node, object: string, property: string): boolean {
  if (ts.isPropertyAccessExpression(node)) return isNamed(node.expression, object) && node.name.text === property;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return isNamed(node.expression, object) && node.argumentExpression.text === property;
  }
  return false;
}

function isNew(node: ts.Node, name: string): boolean {
  return ts.isNewExpression(node) && isNamed(node.expression, name);
}

/** `import { name } from 'module'`, whatever it is called then. */
function imports(node: ts.Node, module: string, name: string): boolean {
  if (!ts.isImportSpecifier(node) || importedName(node) !== name) return false;
  const from = node.parent.parent.parent.moduleSpecifier;
  return ts.isStringLiteral(from) && from.text === module;
}

const importedName = (node: ts.ImportSpecifier) => (node.propertyName ?? node.name).text;
const isNamed = (node: ts.Node, name: string) => ts.isIdentifier(node) && node.text === name;
