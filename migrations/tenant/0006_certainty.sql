-- When a member last lifted a mute or a block, and a post was last shown to others than before: what tells whether a notice
-- that is missing was rightly never told. What is there already counts as changed now, for nobody knows.
alter table member add column barrier_lifted_at timestamptz default now();
alter table member alter column barrier_lifted_at drop default;
alter table post add column visibility_changed_at timestamptz default now();
alter table post alter column visibility_changed_at drop default;
