import { element, xmlFile } from './xml.js';

describe('XML', () => {
  it('holds any text as text', () => {
    const evil = `]]><script a="b">'&amp;\u0000\u000b\ud800\uffff😀`;
    expect(element('a', { title: evil }, evil, element('b', {})).source).toBe(
      '<a title="]]&gt;&lt;script a=&quot;b&quot;&gt;&#39;&amp;amp;😀">]]&gt;&lt;script a=&quot;b&quot;&gt;&#39;&amp;amp;😀<b/></a>',
    );
  });

  it('says what it is', () => {
    expect(xmlFile(element('a', {}))).toBe('<?xml version="1.0" encoding="utf-8"?>\n<a/>\n');
  });
});
