import { oneOf, optional, text } from './setting.js';

/** How somebody gets a community without an operator. */
export const signupSettings = {
  signupPolicy: optional(
    'SIGNUP_POLICY',
    {
      unset: '`open` below `localhost`, else `closed`',
      about:
        'Who may make a community on the platform’s own pages: `open`, everybody; `invitation`, whoever has a code from an operator; `approval`, whoever an operator lets; `closed`, nobody.',
    },
    oneOf('open', 'invitation', 'approval', 'closed'),
  ),
  signupPlan: text(
    'SIGNUP_PLAN',
    { default: 'free', about: 'Plan of the communities that are made there, unless an invitation names another one.' },
    (name) => {
      if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) throw new Error(`must be the name of a plan, but is "${name}".`);
      return name;
    },
  ),
};
