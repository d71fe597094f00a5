import { OperatorsService } from '#platform/operators';
import type { Command } from '../command.js';

export const operatorToken: Command = {
  name: 'operator token',
  summary: 'A further token for an operator, shown this once. Earlier ones go on working.',
  args: ['name'],
  run: ({ args: [name = ''] }, workplace) =>
    workplace.withApplication(async (app) => {
      const operators = app.get(OperatorsService);
      await operators.root(); // may be asked for before the first start
      const { operator, token } = await operators.issueToken(name);
      return { json: { ...operator, token }, text: `${operator.name} (${operator.role})\ntoken  ${token}` };
    }),
};
