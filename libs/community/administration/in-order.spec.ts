import { moved } from './in-order.js';

describe('a thing of a list', () => {
  const list = ['a', 'b', 'c'];
  const move = (name: string, step: 'up' | 'down') => moved(list, (one) => one === name, step).join('');

  it('is moved by one place, and stays where there is none further', () => {
    expect(['a', 'b', 'c'].map((name) => move(name, 'up'))).toEqual(['abc', 'bac', 'acb']);
    expect(['a', 'b', 'c'].map((name) => move(name, 'down'))).toEqual(['bac', 'acb', 'abc']);
    expect([move('x', 'up'), list.join('')]).toEqual(['abc', 'abc']);
  });
});
