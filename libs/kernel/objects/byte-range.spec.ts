import { rangeOf } from './byte-range.js';

describe('the part of an object that is asked for', () => {
  it.each([
    ['bytes=0-3', 10, { first: 0, last: 3 }],
    ['bytes=4-', 10, { first: 4, last: 9 }],
    ['bytes=-3', 10, { first: 7, last: 9 }],
    ['bytes=-30', 10, { first: 0, last: 9 }],
    ['bytes=9-99', 10, { first: 9, last: 9 }],
    ['bytes=10-', 10, 'none'],
    ['bytes=0-', 0, 'none'],
    ['bytes=-0', 10, 'none'],
    ['bytes=5-2', 10, null],
    ['bytes=0-1,4-5', 10, null],
    ['bytes=-', 10, null],
    ['lines=0-1', 10, null],
    ['nonsense', 10, null],
    [undefined, 10, null],
  ])('%s of %i bytes', (header, size, part) => {
    expect(rangeOf(header, size)).toEqual(part);
  });
});
