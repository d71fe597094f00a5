import { table } from './table.js';

describe('a table', () => {
  it('has columns one below the other, also where a character is two columns wide', () => {
    expect(
      table(
        ['name', 'state'],
        [
          ['茶馆 1', 'active'],
          ['Tea', 'suspended'],
          ['カフェ', ''],
        ],
      ),
    ).toBe(['name    state', '茶馆 1  active', 'Tea     suspended', 'カフェ'].join('\n'));
  });

  it('is its head where there is nothing', () => {
    expect(table(['id', 'slug'], [])).toBe('id  slug');
  });
});
