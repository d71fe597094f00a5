/** What a newcomer is shown once everything runs. */
export interface Welcome {
  readonly communities: readonly { readonly name: string; readonly url: string }[];
  readonly platformUrl: string;
  /** Of a demo member, good in the first community. */
  readonly memberLogin?: { readonly username: string; readonly password: string };
  /** Only at the start that made it. */
  readonly operatorToken?: string;
  /** Commands that work as printed. */
  readonly curls: readonly string[];
}

const communitiesShown = 5;

/** One screen. A command is one line, however long: a terminal folds it, and copies it whole. */
export function renderWelcome(welcome: Welcome): string[] {
  const parts = [['Paopao Cloud is running.'], places(welcome), access(welcome), trials(welcome)];
  return parts.filter((part) => part.length > 0).flatMap((part) => ['', ...part.map((line) => `  ${line}`)]);
}

function places({ communities, platformUrl }: Welcome): string[] {
  const shown = communities.slice(0, communitiesShown).map(({ name, url }) => ({ name, url }));
  const all = [...shown, { name: 'platform', url: platformUrl }];
  const column = Math.max(...all.map(({ name }) => name.length)) + 2;
  const lines = all.map(({ name, url }) => `${name.padEnd(column)}${url}`);
  const more = communities.length - shown.length;
  return more > 0 ? [...lines, `and ${more} more communities`] : lines;
}

function access({ memberLogin, operatorToken }: Welcome): string[] {
  const member = memberLogin ? [`Sign in as member    ${memberLogin.username}  password  ${memberLogin.password}`] : [];
  const operator = operatorToken ? [`Operator token       ${operatorToken}  (shown only this once)`] : [];
  return [...member, ...operator];
}

function trials({ curls }: Welcome): string[] {
  return curls.length === 0 ? [] : ['Try it:', ...curls];
}
