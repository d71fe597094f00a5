import { OperatorAccounts, operatorView, tokenView } from '#platform/operator-accounts';
import { OperatorsService } from '#platform/operators';
import type { Command } from '../command.js';
import { findOperator, inAll, operatorsText, tokensText } from './operator-views.js';

export const operatorList: Command = {
  name: 'operator list',
  summary: 'The operators; with a name the tokens of that one.',
  optionalArg: 'name',
  run: ({ args: [name] }, workplace) =>
    workplace.withApplication(async (app) => {
      const [root, accounts] = [await app.get(OperatorsService).root(), app.get(OperatorAccounts)];
      if (name === undefined) {
        const cards = await inAll((stretch) => accounts.list(stretch));
        return { json: { items: cards.map(operatorView), next: null }, text: operatorsText(cards) };
      }
      const { id } = await findOperator(app, name);
      const tokens = await inAll((stretch) => accounts.listTokens(root, id, stretch));
      return { json: { items: tokens.map(tokenView), next: null }, text: tokensText(tokens) };
    }),
};
