/** One file, and the rules it breaks, once each; none for what only looks like a breach. */
export interface TextSample {
  path: string;
  text: string;
  breaks: string[];
}

const sql = 'sql-only-in-repositories-and-queries';
const afterCommit = 'after-commit-only-hints-and-forgetting';
const putOff = 'side-effects-only-as-tasks';
const service = 'libs/community/posts/posts.service.ts';

export const textSamples: TextSample[] = [
  ...[
    "'select * from post'",
    '`select id,\n  body from post where id = $1`',
    "'SELECT id FROM post'",
    "'select now()'",
    '`select id from ${table} where id = 1`',
    '`with added as (insert into post (id) values (1) returning id) select 1`',
    "'with newest as (select 1) table newest'",
    "'insert into post (id) values ($1)'",
    '`update post set star_count = 1`',
    '`update ${table} set star_count = 1`',
    "'delete from post where id = $1'",
    "'  create table post (id int8)'",
    "'alter table post add column x int8'",
  ].map((literal) => sample(service, `export const text = (table) => ${literal};`, sql)),
  sample('apps/api/main.ts', "query('select 1 from tenant');", sql),
  sample('libs/web/ui/page.tsx', 'export const page = <p title={"delete from post"}>x</p>;', sql),
  sample('libs/community/posts/posts.repository.ts', "query('select * from post');"),
  sample('libs/community/posts/posts.queries.ts', "query('select * from post');"),
  sample('libs/kernel/database/migrator.ts', "query('create schema x');"),
  sample('libs/community/posts/posts.int.spec.ts', "query('select * from post');"),
  sample(service, "const hint = 'Select a topic from the list, update your profile, or delete a post.';"),
  sample(service, "const css = 'select wide'; const word = 'update'; const other = 'with';"),

  sample(service, 'const port = process.env.PORT;', 'environment-only-in-config'),
  sample(service, "const port = process['env'].PORT;", 'environment-only-in-config'),
  sample(service, "import { env } from 'node:process';", 'environment-only-in-config'),
  sample('apps/api/main.ts', 'const { PORT } = process.env;', 'environment-only-in-config'),
  sample('libs/kernel/config/config.ts', 'const { PORT } = process.env;'),
  sample('bench/server.ts', 'const { PORT } = process.env;'),
  sample(service, '// process.env is read by kernel/config\nexport const text = "process.env";'),

  sample(service, 'const source = new DataSource({});', 'data-source-only-in-kernel-database'),
  sample(service, "import { DataSource as Source } from 'typeorm';", 'data-source-only-in-kernel-database'),
  sample('libs/kernel/database/clusters.ts', 'const source = new DataSource({});'),

  sample(service, 'class A { constructor(@InjectRepository(Post) posts) {} }', 'no-injected-repository'),
  sample('test/support/x.ts', 'class A { @InjectRepository(Post) posts; }', 'no-injected-repository'),
  sample(service, "import { forwardRef } from '@nestjs/common';", 'no-forward-reference'),
  sample(service, "import * as common from '@nestjs/common'; common.forwardRef(() => A);", 'no-forward-reference'),

  sample(service, 'const is = URL.canParse(text);', 'addresses-by-parse-url'),
  sample('libs/web/client/paste.js', 'const is = URL.canParse(text);'),
  sample(service, 'const url = parseUrl(text);'),

  sample(
    'libs/community/posts/posts.controller.ts',
    "import { PostsRepository } from './index.js';",
    'controllers-name-no-repository',
  ),
  sample('libs/community/posts/posts.controller.ts', "import { PostsService } from './posts.service.js';"),
  sample(
    'libs/community/posts/posts.repository.ts',
    "import { MembersService } from '#community/members';",
    'repositories-name-no-service',
  ),
  sample('libs/community/posts/posts.repository.ts', "import { type Member } from '#community/members';"),

  sample(service, 'const later = { afterCommit: () => forget() };', afterCommit),
  sample(service, 'const later = { afterCommit() {} };', afterCommit),
  sample('apps/worker/main.ts', "later['afterCommit']();", afterCommit),
  sample('libs/kernel/http/http-server.ts', 'deferral.afterCommit?.([]);', afterCommit),
  sample('libs/kernel/cache/drivers/memory.cache.ts', 'const later = { afterCommit: () => forget() };'),
  sample(service, 'const later = { beforeCommit: () => write() }; // not afterCommit'),

  ...['setTimeout', 'setInterval', 'setImmediate', 'globalThis.setTimeout', 'queueMicrotask', 'process.nextTick'].map(
    (timer) => sample(service, `${timer}(() => send());`, putOff),
  ),
  sample(service, "import { setTimeout as pause } from 'node:timers/promises';", putOff),
  sample(service, "import { scheduler } from 'node:timers/promises';", putOff),
  sample('libs/platform/tenants/tenants.service.ts', 'void this.mail.send(text);', putOff),
  sample('libs/web/ui/page.tsx', 'void (async () => send())();', putOff),
  sample(service, 'send().catch(() => undefined);', putOff),
  sample(service, 'this.mail.send(text).then(note, complain);', putOff),
  sample(service, 'await send().catch(() => undefined); const sent = await send().then(note);'),
  sample(service, "void reply.header('x', 'y').status(204); const nothing = void 0;"),
  sample(service, '// setTimeout is a timer\nconst word = "setTimeout";'),
  sample('libs/kernel/jobs/dispatcher.ts', 'setInterval(() => void look(), 250);'),
  sample('libs/platform/provisioning/operations.runner.ts', 'setInterval(() => void look(), 1_000);'),

  sample('test/isolation/helper.ts', "import { NestFactory } from '@nestjs/core';", 'only-support-boots-an-app'),
  sample('test/isolation/helper.ts', "import { Test } from '@nestjs/testing';", 'only-support-boots-an-app'),
  sample('test/support/app.ts', "import { NestFactory } from '@nestjs/core';"),
  sample('test/isolation/isolation.spec.ts', "import { NestFactory } from '@nestjs/core';"),
];

function sample(path: string, text: string, ...breaks: string[]): TextSample {
  return { path, text, breaks };
}
