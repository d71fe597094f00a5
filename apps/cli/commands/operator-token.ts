import { OperatorAccounts, tokenView } from '#platform/operator-accounts';
import { OperatorsService } from '#platform/operators';
import { type Command, textOption, UsageError } from '../command.js';
import { findOperator, madeText, tokenIdIn, tokenOptions, tokenWish } from './operator-views.js';

export const operatorToken: Command = {
  name: 'operator token',
  summary: 'A further token for an operator, shown this once; earlier ones go on working. Or takes one away.',
  args: ['name'],
  options: {
    ...tokenOptions,
    revoke: { type: 'string', value: '<id>', about: 'Take this one away instead: see `operator list <name>`.' },
  },
  run: (given, workplace) => {
    const [name = ''] = given.args;
    const revoked = textOption(given, 'revoke');
    const stray = revoked === undefined ? undefined : Object.keys(tokenOptions).find((one) => given.options[one]);
    if (stray) throw new UsageError(`--${stray} does not go with --revoke.`);
    const wish = tokenWish(given);
    return workplace.withApplication(async (app) => {
      const [root, accounts] = [await app.get(OperatorsService).root(), app.get(OperatorAccounts)];
      const { id, role } = await findOperator(app, name);
      if (revoked !== undefined) {
        const token = await accounts.revokeToken(root, id, tokenIdIn(revoked));
        return { json: tokenView(token), text: `Token ${token.id} of ${name} is worth nothing any more.` };
      }
      const { token, secret } = await accounts.issueToken(root, id, wish);
      return { json: { id, name, role, token: secret }, text: madeText({ name, role }, token, secret) };
    });
  },
};
