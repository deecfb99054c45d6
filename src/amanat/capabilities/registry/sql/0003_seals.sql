-- One look, one round trip: what the public may know of a seal. These functions read the tables of
-- seals and businesses, which stand below; they write only tries at codes that are not there.

-- States of something that is or was a seal; an application is nobody else's business.
create function registry_public_states_v1() returns text[] language sql immutable as $$
  select array['granted', 'converting', 'suspended', 'expired', 'closed', 'revoked']
$$;

create function registry_public_seal_v1(asked_code text, asked_random text, asked_domain text)
returns bigint language plpgsql stable as $$
declare found_id bigint;
begin
  if asked_code <> '' then
    select id into found_id from seals_seal where code = asked_code and granted_at is not null;
  elsif asked_random <> '' then
    select seal_id into found_id from registry_badge where code = asked_random;
  elsif asked_domain <> '' then
    select id into found_id from seals_seal
    where domain = asked_domain and granted_at is not null
    order by state in ('granted', 'converting', 'suspended') desc, granted_at desc, id desc
    limit 1;
  end if;
  return found_id;
end $$;

-- The periods of one seal, newest first. `ends` is the end known then.
create function registry_periods_v1(asked_id bigint) returns json language sql stable as $$
  select json_agg(json_build_object(
      'state', state, 'level', level, 'reason', reason, 'since', from_at, 'until', until_at,
      'ends', ends_at, 'end_reason', end_reason))
  from (
    select * from seals_sealperiod
    where seal_id = asked_id and state = any (registry_public_states_v1())
    order by from_at desc, id desc limit 100
  ) as period
$$;

-- What was passed last of each kind.
create function registry_checks_v1(asked_id bigint) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object(
      'kind', kind, 'method', method, 'at', checked_at, 'until', valid_until)
      order by checked_at desc, id desc), '[]'::json)
  from (
    select distinct on (kind) * from seals_check
    where seal_id = asked_id and state = 'passed' and valid_until is not null
    order by kind, id desc
  ) as passed
$$;

-- A try at a code that is not there; how many there were, this one included, within the span.
-- Tries beyond the most are not written, so a flood fills no table.
create function registry_count_try_v1(asker text, digest text, moment timestamptz, span interval, most int)
returns bigint language plpgsql volatile as $$
declare tries bigint;
begin
  select count(*) into tries from registry_look where network = asker and at > moment - span;
  if tries <= most then
    insert into registry_look (network, code_digest, at) values (asker, digest, moment);
  end if;
  return tries + 1;
end $$;

create function registry_answer_v1(
  asked_code text, asked_random text, asked_domain text, asker text, digest text, span interval,
  most int
) returns table (at timestamptz, answer json, tries bigint) language plpgsql volatile as $$
declare
  moment timestamptz := clock_now_v1();
  seal bigint := registry_public_seal_v1(asked_code, asked_random, asked_domain);
begin
  if seal is null then
    return query select moment, null::json, registry_count_try_v1(asker, digest, moment, span, most);
    return;
  end if;
  return query
    select moment, json_build_object(
        'code', s.code, 'domain', s.domain, 'holder', b.name, 'level', s.level,
        'badge', g.code, 'place', g.place, 'granted', s.granted_at, 'ends_on', s.ends_on,
        'periods', registry_periods_v1(s.id), 'checks', registry_checks_v1(s.id)),
      0::bigint
    from seals_seal s
    join businesses_business b on b.id = s.business_id
    left join registry_badge g on g.seal_id = s.id
    where s.id = seal;
end $$;

-- Every seal that was ever granted, with its newest period: the signed list and the register.
create function registry_seals_v1(words text, asked_states text[], after_code text, most int)
returns table (
  code text, domain text, holder text, granted_at timestamptz, ends_on date, place int,
  state text, level smallint, reason text, since timestamptz, ends_at timestamptz, end_reason text
) language sql stable as $$
  select s.code, s.domain, b.name, s.granted_at, s.ends_on, g.place,
    p.state, p.level, p.reason, p.from_at, p.ends_at, p.end_reason
  from seals_seal s
  join businesses_business b on b.id = s.business_id
  join seals_sealperiod p on p.seal_id = s.id and p.until_at is null
  left join registry_badge g on g.seal_id = s.id
  where s.granted_at is not null and s.code > after_code
    and p.state = any (registry_public_states_v1())
    and (cardinality(asked_states) = 0 or p.state = any (asked_states))
    and (words = '' or strpos(s.domain, lower(words)) > 0
      or strpos(lower(b.name), lower(words)) > 0)
  order by s.code limit most
$$;

-- What changed, oldest first: a row for each new state, level or reason.
create function registry_changes_v1(after_id bigint, most int)
returns table (
  id bigint, code text, domain text, state text, level smallint, reason text, since timestamptz
) language sql stable as $$
  select p.id, s.code, s.domain, p.state, p.level, p.reason, p.from_at
  from seals_sealperiod p join seals_seal s on s.id = p.seal_id
  where p.id > after_id and p.state = any (registry_public_states_v1())
  order by p.id limit most
$$;

create trigger badge_moves before insert or update of state on registry_badge
for each row execute function log_check_move_v1('badge');
