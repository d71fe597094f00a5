import { contentOf, templateNames } from './index.js';

describe.each(templateNames.flatMap((name) => [[name, 'zh-CN'] as const, [name, 'en'] as const]))(
  'the template %s in %s',
  (name, locale) => {
    const { tagline, texts, topics, post } = contentOf(name, locale);

    it('says in one line what the community is', () => {
      expect(tagline).toMatch(/^\S.{9,120}\S$/);
    });

    it('has rules, a text about it, and one for newcomers', () => {
      for (const text of [texts.about, texts.rules, texts.welcome]) expect(text!.length).toBeGreaterThan(20);
      expect(texts.rules).toMatch(/^## .+\n\n1\. /);
    });

    it('names its topics as posts can have them, each once', () => {
      expect(topics.length).toBeGreaterThanOrEqual(3);
      for (const topic of topics) expect(topic.name).toMatch(/^[^\s#<]{1,50}$/u);
      for (const { about } of topics) expect(Array.from(about).length).toBeLessThanOrEqual(160);
      expect(new Set(topics.map((topic) => topic.name)).size).toBe(topics.length);
    });

    it('begins with a post whose topics stand in its text and are featured', () => {
      for (const topic of post!.topics) {
        expect(post!.text.split(/\s/)).toContain(`#${topic}`); // else it is no link
        expect(topics.map((one) => one.name)).toContain(topic);
      }
    });

    it('speaks the language of the community', () => {
      const all = [tagline, ...Object.values(texts), post!.text, ...topics.map(({ about }) => about)];
      for (const text of all) expect(/\p{Script=Han}/u.test(text)).toBe(locale === 'zh-CN');
    });
  },
);
