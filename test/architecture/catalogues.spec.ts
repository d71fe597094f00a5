import { join } from 'node:path';
import { locales } from '#kernel/i18n';
import { unusedTexts } from './catalogue-uses.js';
import { repository } from './cruise.js';
import { sourceFiles } from './source-files.js';

type Text = string | ((...values: unknown[]) => string) | Texts;
interface Texts {
  readonly [key: string]: Text;
}
type Catalogue = Readonly<Record<string, Texts>>;

const files = sourceFiles(repository).filter(
  (path) => /^(apps|libs)\/.*\.tsx?$/.test(path) && !/\.spec\.tsx?$/.test(path),
);
const catalogueFiles = files.filter((path) => path.endsWith('.texts.ts'));

/** Of one language, by the path of its key. */
function textsOf(texts: Texts, before = ''): Map<string, Exclude<Text, Texts>> {
  const found = Object.entries(texts).flatMap(([key, text]): [string, Exclude<Text, Texts>][] =>
    typeof text === 'object' ? [...textsOf(text, `${before}${key}.`)] : [[before + key, text]],
  );
  return new Map(found);
}

/** What a text shows of the values that it is given, told apart by words that no text holds. */
const marks = Array.from({ length: 6 }, (_, index) => `value${index}`);
const said = (text: Exclude<Text, Texts>): string => (typeof text === 'string' ? text : text(...marks));
const shownBy = (text: Exclude<Text, Texts>): string[] => marks.filter((mark) => said(text).includes(mark));

describe.each(catalogueFiles)('the texts of %s', (path) => {
  let catalogues: Catalogue[];
  beforeAll(async () => {
    const exported = Object.values((await import(join(repository, path))) as Record<string, unknown>);
    catalogues = exported.filter(
      (one): one is Catalogue => typeof one === 'object' && one !== null && locales.every((locale) => locale in one),
    );
  });
  const wrong = (isRight: (texts: readonly Exclude<Text, Texts>[]) => boolean): string[] =>
    catalogues.flatMap((catalogue) => {
      const languages = Object.values(catalogue).map((texts) => textsOf(texts));
      const keys = [...new Set(languages.flatMap((texts) => [...texts.keys()]))];
      return keys.filter((key) => !isRight(languages.map((texts) => texts.get(key) ?? '')));
    });

  it('are there in every language, and say something', () => {
    expect(catalogues).not.toEqual([]);
    for (const catalogue of catalogues) expect(Object.keys(catalogue).toSorted()).toEqual([...locales].toSorted());
    expect(wrong((texts) => texts.every((text) => said(text).trim() !== ''))).toEqual([]);
  });

  it('show the same values in every language', () => {
    expect(wrong((texts) => new Set(texts.map((text) => shownBy(text).join())).size === 1)).toEqual([]);
  });
});

/** The other way round, a text that is used and not there, is an error of types: pages name texts by their keys. */
describe('the texts of all catalogues', () => {
  it('are used', () => {
    expect(unusedTexts(repository, files)).toEqual([]);
  }, 120_000);
});
