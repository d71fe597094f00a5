import { OperatorsService, roles } from '#platform/operators';
import { type Command, textOption, UsageError } from '../command.js';

export const operatorCreate: Command = {
  name: 'operator create',
  summary: 'Make an operator; the token is shown this once.',
  args: ['name'],
  options: {
    role: { type: 'string', value: `<${roles.join('|')}>`, about: 'What the operator may do.', required: true },
  },
  run: (given, workplace) => {
    const name = given.args[0] ?? '';
    const role = roles.find((known) => known === textOption(given, 'role'));
    if (!role) throw new UsageError(`--role must be one of ${roles.join(', ')}.`);
    if (!/^[a-z0-9][a-z0-9._@-]{0,63}$/.test(name)) {
      throw new UsageError('<name> must be 1 to 64 small letters, digits and . _ @ -');
    }
    return workplace.withApplication(async (app) => {
      const { operator, token } = await app.get(OperatorsService).create(name, role);
      return { json: { ...operator, token }, text: `${operator.name} (${operator.role})\ntoken  ${token}` };
    });
  },
};
