const name = /(?<![A-Za-z0-9])@([A-Za-z0-9]{1,32})(?![A-Za-z0-9])/g;

/** Who is named in a text, as clients find them; in an address nobody is. */
export const mentionsIn = (text: string): string[] =>
  [...text.replace(/https?:\/\/\S+/g, ' ').matchAll(name)].map(([, username]) => username!);
