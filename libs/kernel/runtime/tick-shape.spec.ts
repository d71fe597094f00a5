import { isTickShapeKept, keepTickShape } from './tick-shape.js';

describe('the shape of what Node describes its ticks by', () => {
  it('is kept by one of them', () => {
    expect(isTickShapeKept()).toBe(false);
    keepTickShape();
    expect(isTickShapeKept()).toBe(true);
  });
});
