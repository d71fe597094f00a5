import { h, type VNode } from 'preact';
import { jsxTemplate } from 'preact/jsx-runtime';
import { placeOf, render, renderPart } from './render.js';

const bytes = (html: string): Buffer => Buffer.from(html);
const placed = (html: Buffer) => () => jsxTemplate([placeOf(html)]);

describe('a page of parts that are bytes already', () => {
  const [first, second] = [bytes('<b>第一</b>'), bytes('<i>second</i>')];

  it('has each where it stands, also twice', () => {
    const page = h('p', {}, h(placed(first), {}), ' – ', h(placed(second), {}), h(placed(first), {}), 'ende ü');
    expect(render(page).toString()).toBe('<!doctype html><p><b>第一</b> – <i>second</i><b>第一</b>ende ü</p>');
  });

  it('is the same without any', () => {
    expect(render(h('p', {}, '泡泡 & co')).toString()).toBe('<!doctype html><p>泡泡 &amp; co</p>');
  });

  it('has them as text in a part that is made on its own, also while a page is made', () => {
    const Outer = () => h('div', { dangerouslySetInnerHTML: { __html: renderPart(h(placed(first), {})) } });
    expect(render(h(Outer, {})).toString()).toBe('<!doctype html><div><b>第一</b></div>');
    expect(renderPart(h(placed(second), {}))).toBe('<i>second</i>');
  });

  it('forgets them after a page that could not be made', () => {
    const Broken = (): VNode => {
      placeOf(first);
      throw new Error('broken');
    };
    expect(() => render(h(Broken, {}))).toThrow('broken');
    expect(renderPart(h(placed(first), {}))).toBe('<b>第一</b>');
  });
});
