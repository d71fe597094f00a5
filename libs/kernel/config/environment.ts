/** What a program that we start is told of our environment: these, and no other. */
export const partOfEnvironment = (names: readonly string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => names.includes(name)));
