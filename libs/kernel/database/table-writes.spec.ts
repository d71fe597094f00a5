import { writtenTables } from './table-writes.js';

describe('the tables that a statement writes', () => {
  it.each([
    ['select * from post where id = $1', []],
    ['select p.id from post p where p.id = $1 for update', []],
    ['select p.id from post p join member m on true for update of p, m skip locked', []],
    ['select id from post for no key update nowait', []],
    ['insert into post (id) values ($1)', ['post']],
    [
      `insert into post_star (post_id) values ($1)
       on conflict do update set created_at = now()`,
      ['post_star'],
    ],
    ['UPDATE only "post" set is_top = true', ['post']],
    ['delete  from t_000042.comment c using post p where p.id = c.post_id', ['comment']],
    [
      'with gone as (delete from comment returning id), less as (update post set n = 1) insert into topic select 1',
      ['comment', 'post', 'topic'],
    ],
  ])('of "%s" are %j', (sql, tables) => {
    expect(writtenTables(sql)).toEqual(tables);
  });
});
