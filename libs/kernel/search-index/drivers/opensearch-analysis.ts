import { StartError } from '#kernel/config';
import { type OpenSearchConnection, OpenSearchRefusal } from './opensearch-connection.js';

export type AnalysisName = 'cjk' | 'icu' | 'smartcn';

/** How runs of letters of scripts without spaces are cut. Words of other scripts are, whatever the analysis, themselves. */
export interface Analysis {
  /** Letters that it knows to cut; of others, two that stand together are looked for as such. */
  readonly letters: RegExp;
  readonly tokenizer: string;
  readonly filter: readonly string[];
  /** Into pairs of letters, which any run of letters is found by; else into words of a dictionary. */
  readonly isPairs: boolean;
  /** Without which OpenSearch does not know the tokenizer. */
  readonly plugin?: string;
}

const han = '\\u3400-\\u4db5\\u4e00-\\u9fcc〇';
const japanese = 'ぁ-ゖァ-ヺー';
const korean = '가-힣';
const southEast = '\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}';
const lettersOf = (...all: string[]): RegExp => new RegExp(`[${all.join('')}]`, 'u');

export const analyses: Readonly<Record<AnalysisName, Analysis>> = {
  cjk: {
    letters: lettersOf(han, japanese, korean),
    tokenizer: 'standard',
    filter: ['cjk_bigram'],
    isPairs: true,
  },
  icu: {
    letters: lettersOf(han, japanese, korean, southEast),
    tokenizer: 'icu_tokenizer',
    filter: ['icu_folding'],
    isPairs: false,
    plugin: 'analysis-icu',
  },
  smartcn: {
    letters: lettersOf(han),
    tokenizer: 'smartcn_tokenizer',
    filter: [],
    isPairs: false,
    plugin: 'analysis-smartcn',
  },
};

/** An OpenSearch without what the settings name is said at once; one that is away is not. */
export async function checkAnalysis(name: AnalysisName, connection: OpenSearchConnection): Promise<void> {
  const { tokenizer, plugin } = analyses[name];
  if (plugin === undefined) return;
  try {
    const body = { tokenizer, text: 'a' };
    await connection.ask({ method: 'POST', path: '/_analyze', body }, connection.patience.look);
  } catch (error) {
    if (!(error instanceof OpenSearchRefusal)) throw error;
    const wanted = `OPENSEARCH_ANALYSIS=${name} needs the plugin ${plugin} in OpenSearch`;
    throw new StartError(`${wanted}: install it there (opensearch-plugin install ${plugin}), or unset the setting.`);
  }
}
