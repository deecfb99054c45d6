-- Rank and ceiling on the page of a seal: read in the same round trip, absent where there are none.

-- The newest score once it is public; the ceiling, and what is free under it and under that of the
-- owner's firms together. What was taken and not yet freed is what the ledger holds.
create function registry_standing_v1(asked_id bigint) returns json language sql stable as $$
  select json_build_object(
    'rank', (
      select json_build_object('stars', s.stars, 'day', s.day)
      from ranks_rank r join ranks_score s on s.business_id = r.business_id
      where r.business_id = asked_id and r.state = 'public'
      order by s.day desc, s.edition desc limit 1),
    'ceiling', (
      select json_build_object(
        'units', c.units, 'is_frozen', c.state <> 'in_force', 'free_units', least(
          c.units - (c.taken_units - c.freed_units),
          (select max(p.units) - sum(p.taken_units - p.freed_units)
           from ceilings_ceiling p where p.pool_id = c.pool_id)))
      from ceilings_ceiling c where c.business_id = asked_id and c.decision_id is not null))
$$;

create function registry_answer_v2(
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
        'code', s.code, 'domain', s.domain, 'holder', b.name, 'business', b.code,
        'level', s.level, 'badge', g.code, 'place', g.place, 'granted', s.granted_at,
        'ends_on', s.ends_on, 'periods', registry_periods_v1(s.id),
        'checks', registry_checks_v1(s.id), 'standing', registry_standing_v1(b.id)),
      0::bigint
    from seals_seal s
    join businesses_business b on b.id = s.business_id
    left join registry_badge g on g.seal_id = s.id
    where s.id = seal;
end $$;
