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

const width = 100;
const communitiesShown = 5;

/** One screen: at most 24 lines of 100 columns, when no single argument of a command is longer than that. */
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
  return curls.length === 0 ? [] : ['Try it:', ...curls.flatMap(wrapCommand)];
}

/** Broken between arguments only, with the mark by which a shell reads on. */
function wrapCommand(command: string): string[] {
  const words = command.match(/(?:-[A-Zd] +)?(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g) ?? []; // -H with its value
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length + 1 <= width - 4) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(lines.length === 0 ? word : `  ${word}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}
