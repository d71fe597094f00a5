import { Receivers } from './notice.js';

describe('who is told', () => {
  it('is told once, for the first reason, and never of what they did themselves', () => {
    const receivers = new Receivers(1).add([2, null], 'first').add([1, 2, 3, 3], 'second');
    expect(receivers.ids).toEqual([2, 3]);
    expect(receivers.wordsFor([3, 2])).toEqual(['second', 'first']);
  });
});
