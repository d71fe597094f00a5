import { OperatorAccounts, operatorView } from '#platform/operator-accounts';
import { OperatorsService, roles } from '#platform/operators';
import { type Command, textOption, UsageError } from '../command.js';
import { findOperator, operatorsText } from './operator-views.js';

export const operatorChange: Command = {
  name: 'operator change',
  summary: 'Give an operator another role, close the account or open it again. The last admin stays one.',
  args: ['name'],
  options: {
    role: { type: 'string', value: `<${roles.join('|')}>`, about: 'What the operator may do from now on.' },
    disable: { type: 'boolean', about: 'None of the tokens works any more.' },
    enable: { type: 'boolean', about: 'They work again.' },
  },
  run: (given, workplace) => {
    const { disable, enable } = given.options;
    const wanted = textOption(given, 'role');
    const role = roles.find((known) => known === wanted);
    if (wanted !== undefined && !role) throw new UsageError(`--role must be one of ${roles.join(', ')}.`);
    if (disable && enable) throw new UsageError('--disable and --enable do not go together.');
    if (!role && !disable && !enable) throw new UsageError('--role, --disable or --enable has to be given.');
    return workplace.withApplication(async (app) => {
      const root = await app.get(OperatorsService).root();
      const { id } = await findOperator(app, given.args[0] ?? '');
      const change = { ...(role && { role }), ...((disable || enable) && { disabled: disable === true }) };
      const card = await app.get(OperatorAccounts).change(root, id, change);
      return { json: operatorView(card), text: operatorsText([card]) };
    });
  },
};
