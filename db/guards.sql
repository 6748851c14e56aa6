-- The record of what people did is only ever appended to. Applied after each migration, so it may run many times.
-- What stands here keeps mistakes and stolen application rights out; against the owner of the tables there is the chain
-- of hashes (lib/activity/verify.ts).

create or replace function refuse_activity_change() returns trigger language plpgsql as $$
begin
  raise exception 'activities are only ever appended to (%)', lower(tg_op) using errcode = 'insufficient_privilege';
end $$;

-- A row comes without a place in the chain and gets it once, with nothing else changed.
create or replace function guard_activity_row() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.seq is null and new.prev_hash is null and new.hash is null then return new; end if;
  elsif old.seq is null and new.seq is not null and new.prev_hash is not null and new.hash is not null
    and (new.id, new.at, new.actor::text, new.action, new.subject, new.detail::text, new.stamp)
      is not distinct from (old.id, old.at, old.actor::text, old.action, old.subject, old.detail::text, old.stamp) then
    return new;
  end if;
  raise exception 'activities are only ever appended to (%)', lower(tg_op) using errcode = 'insufficient_privilege';
end $$;

-- Only what a chained checkpoint covers may go, and nothing younger than 90 days before that checkpoint.
create or replace function guard_activity_removal() returns trigger language plpgsql as $$
declare
  checkpoint record;
begin
  if not exists (select from gone) then return null; end if;
  select (detail->>'upTo')::bigint as up_to, at into checkpoint from activities
    where action = 'activity.checkpoint' and seq is not null order by seq desc limit 1;
  if checkpoint is null or exists (
    select from gone where seq is null or seq > checkpoint.up_to or at > checkpoint.at - interval '90 days'
  ) then
    raise exception 'activities are only ever appended to (delete)' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

create or replace trigger activities_row before insert or update on activities
  for each row execute function guard_activity_row();
create or replace trigger activities_removal after delete on activities
  referencing old table as gone for each statement execute function guard_activity_removal();
create or replace trigger activities_truncation before truncate on activities
  for each statement execute function refuse_activity_change();

-- The one way to remove old rows. Nobody holds the right to delete, not even the owner, except inside this function.
create or replace function forget_activities(up_to bigint) returns bigint
  language plpgsql security definer set search_path from current as $$
declare
  forgotten bigint;
begin
  grant delete on activities to current_user;
  delete from activities where seq <= up_to;
  get diagnostics forgotten = row_count;
  revoke delete on activities from current_user;
  return forgotten;
end $$;

revoke all on function forget_activities(bigint) from public;
revoke all on activities from public;
revoke update, delete, truncate on activities from current_user;
grant update (seq, prev_hash, hash) on activities to current_user;
