import { OperatorAccounts } from '#platform/operator-accounts';
import { operatorNameForm, operatorNameReason, OperatorsService, roles } from '#platform/operators';
import { type Command, textOption, UsageError } from '../command.js';
import { madeText, tokenOptions, tokenWish } from './operator-views.js';

export const operatorCreate: Command = {
  name: 'operator create',
  summary: 'Make an operator; the token is shown this once.',
  args: ['name'],
  options: {
    role: { type: 'string', value: `<${roles.join('|')}>`, about: 'What the operator may do.', required: true },
    ...tokenOptions,
  },
  run: (given, workplace) => {
    const name = given.args[0] ?? '';
    const role = roles.find((known) => known === textOption(given, 'role'));
    if (!role) throw new UsageError(`--role must be one of ${roles.join(', ')}.`);
    if (!operatorNameForm.test(name)) throw new UsageError(`<name> must be ${operatorNameReason}`);
    const wish = tokenWish(given);
    return workplace.withApplication(async (app) => {
      const root = await app.get(OperatorsService).root();
      const accounts = app.get(OperatorAccounts);
      const { id } = await accounts.create(root, name, role);
      const { token, secret } = await accounts.issueToken(root, id, wish);
      return { json: { id, name, role, token: secret }, text: madeText({ name, role }, token, secret) };
    });
  },
};
