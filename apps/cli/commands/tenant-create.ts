import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { StartError } from '#kernel/config';
import { validated } from '#kernel/http';
import { OperatorsService } from '#platform/operators';
import {
  NewTenantDto,
  type NewTenantView,
  OperationsRunner,
  type Provisioned,
  ProvisioningService,
} from '#platform/provisioning';
import { type Command, type Given, textOption } from '../command.js';
import { tenantText } from './tenant-views.js';

const standardInput = 0;

export const tenantCreate: Command = {
  name: 'tenant create',
  summary: 'Make a community, with an owner who administers it.',
  args: ['slug'],
  options: {
    name: { type: 'string', value: '<name>', about: 'What it is called.', required: true },
    owner: { type: 'string', value: '<username>', about: 'Its first member: letters and digits.', required: true },
    password: {
      type: 'string',
      value: '<password>',
      about: 'The owner’s password, `-` to read it from standard input; without one a link to set it is shown.',
    },
    email: { type: 'string', value: '<address>', about: 'The owner’s address.' },
    locale: { type: 'string', value: '<locale>', about: 'zh-CN (usual) or en.' },
    key: { type: 'string', value: '<key>', about: 'The same key and values again: done once, the same answer.' },
  },
  run: async (given, workplace) => {
    const request = await validated(NewTenantDto, requestOf(given));
    const key = textOption(given, 'key') ?? randomUUID();
    return workplace.withApplication(async (app) => {
      const root = await app.get(OperatorsService).root();
      const tenant = await made(
        () => app.get(ProvisioningService).create(root, key, request),
        () => app.get(OperationsRunner).resume(),
        ({ id, step, done, total }) => workplace.progress(`operation ${id}: ${step || 'begun'}`, { done, total }),
      );
      const { invite } = tenant.owner;
      return { json: tenant, text: `${tenantText(tenant)}${invite ? `\ninvite  ${invite}` : ''}` };
    });
  },
};

function requestOf(given: Given): object {
  const password = textOption(given, 'password');
  return {
    slug: given.args[0],
    name: textOption(given, 'name'),
    locale: textOption(given, 'locale'),
    owner: {
      username: textOption(given, 'owner'),
      password: password === '-' ? readFileSync(standardInput, 'utf8').replace(/\r?\n$/, '') : password,
      email: textOption(given, 'email'),
    },
  };
}

type Begun = Extract<Provisioned, { operation: unknown }>['operation'];

const mostTries = 60;

/**
 * A person at a terminal waits until it is done: each call waits two seconds, and all are the same request. What a
 * killed command has begun is taken over when its lease has ended, also where no server runs.
 */
async function made(
  create: () => Promise<Provisioned>,
  resume: () => Promise<void>,
  progress: (operation: Begun) => void,
): Promise<NewTenantView> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const outcome = await create();
    if ('tenant' in outcome) return outcome.tenant;
    progress(outcome.operation);
    await resume();
  }
  throw new StartError('The community is not made yet: try again with the same --key.');
}
