-- Rules are answered by looking at every follower's picks. PostgreSQL's own && compares each pick with each wanted
-- option; intarray's merges two sorted lists, so that a range of 26 years costs what one choice does. Where the database
-- does not have the extension, everything works as before, only slower. Applied after each migration.

do $$
begin
  create extension if not exists intarray;
exception when others then
  raise notice 'intarray is not available: %', sqlerrm;
end $$;

-- An index serves only the && it was made for.
do $$
declare
  wanted text := case when exists (select from pg_extension where extname = 'intarray') then 'gin__int_ops' else 'array_ops' end;
begin
  if exists (
    select from pg_index join pg_opclass on pg_opclass.oid = pg_index.indclass[0]
    where pg_index.indexrelid = 'followers_picks'::regclass and opcname = wanted
  ) then return; end if;
  drop index followers_picks;
  execute format('create index followers_picks on followers using gin (picks %I)', wanted);
end $$;
