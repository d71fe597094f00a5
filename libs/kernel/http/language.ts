/** The language of a refusal: what the client prefers, else the community's own. */
export function languageOf(acceptLanguage: string | undefined, locale: string): 'zh' | 'en' {
  const preferred = /^\s*(zh|en)\b/i.exec(acceptLanguage ?? '')?.[1]?.toLowerCase();
  if (preferred === 'zh' || preferred === 'en') return preferred;
  return locale.startsWith('zh') ? 'zh' : 'en';
}
