<%
const { thresholds, hysteresis: { band } } = it.policy.tiers
const unit = it.sql(String(1 / 10 ** it.minor_unit))
%>
with runs as (
  select * from <%= it.ref('int_tier_run') %>
  where run_number = (select max(run_number) from <%= it.ref('int_tier_run') %>)
),

-- With x more profit the party has V′ and P′ = Q + V′, Q being the others' positive V. It reaches the score that it needs once
-- 100 × before′ <= allowed × P′, where allowed = 100 − (score needed without modifiers).
wishes as (
  select
    party_id,
    rank,
    value,
    cast(positive_value - greatest(value, 0) as decimal(26, <%= it.minor_unit %>)) as others_value,
    case tier when 'B' then 'A' when 'C' then 'B' end as next_tier,
    cast(least(
      100 - (case tier when 'B' then <%= thresholds.A %> when 'C' then <%= thresholds.B %> end + <%= band %>) + payment_points + satisfaction_points,
      100
    ) as decimal(9, 6)) as allowed
  from runs
  where tier in ('B', 'C') and rank is not null
),

reachable as (
  select * from wishes where allowed > 0
),

-- The lowest place that, taken over, gives the score: 100 × before − allowed × V falls from place to place towards the top.
marks as (
  select allowed.allowed, 100 * cast(runs.value_ahead as decimal(26, <%= it.minor_unit %>)) - allowed.allowed * cast(runs.value as decimal(26, <%= it.minor_unit %>)) as mark, runs.rank, cast(null as varchar) as party_id
  from (select distinct allowed from reachable) as allowed
  cross join runs
  where runs.value > 0
  union all
  select allowed, allowed * others_value as mark, cast(null as bigint) as rank, party_id from reachable
),

found as (
  select party_id, max(rank) over (partition by allowed order by mark, party_id nulls first rows between unbounded preceding and current row) as rank
  from marks
),

placed as (
  select
    reachable.*,
    overtaken.value + case when overtaken.party_id < reachable.party_id then <%= unit %> else 0 end as value_of_place,
    behind.value_ahead as value_ahead_behind,
    case when behind.party_id = reachable.party_id then reachable.value else behind.value end
    + case when behind.party_id < reachable.party_id then <%= unit %> else 0 end as value_behind
  from reachable
  inner join found on found.party_id = reachable.party_id
  left join runs as overtaken on overtaken.rank = found.rank and found.rank < reachable.rank
  left join runs as behind on behind.rank = least(coalesce(found.rank, 0) + 1, reachable.rank)
),

-- Or a little more than the place behind it, where the growth of P itself gives the rest.
between_places as (
  select
    *,
    <%= it.macro('from_units', { units: `(
      (${it.macro('to_units', { amount: 'value_ahead_behind' })}) * 100000000 + cast(allowed * 1000000::bigint as hugeint) - 1
    ) // cast(allowed * 1000000::bigint as hugeint)` }) %> - others_value as value_enough
  from placed
),

lifted as (
  select
    party_id,
    next_tier,
    greatest(least(coalesce(value_of_place, greatest(value_behind, value_enough)), greatest(value_behind, value_enough)) - value, 0) as value_needed
  from between_places
  union all
  select party_id, 'C' as next_tier, greatest(<%= unit %> - value, 0) as value_needed from runs where tier = 'D'
),

lifts as (
  select party_id, next_tier, cast(value_needed as <%= it.money_type %>) as value_needed from lifted
)

select * from lifts
