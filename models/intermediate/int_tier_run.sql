<% const { up, down, into_d, out_of_d } = it.policy.tiers.hysteresis %>
with recursive scores as (
  select * from <%= it.ref('int_tier_score') %>
),

-- The block is known as it stands now; it has stood at least since the row was last changed.
blocked as (
  select members.party_id, min(coalesce(cast(customers.updated_at as date), <%= it.as_of %>)) as blocked_since
  from <%= it.source('customers') %> as customers
  inner join <%= it.ref('int_party_member') %> as members
    on members.source = customers.source and members.entity = 'customers' and members.source_id = customers.customer_id
  where customers.credit_blocked
  group by members.party_id
),

last_runs as (
  select max(run_number) as run_number from scores
),

runs as (
  select
    scores.party_id,
    scores.run_number,
    scores.score_tier,
    scores.is_first_of_classified,
    blocked.blocked_since is not null
    and (scores.run_date >= blocked.blocked_since or scores.run_number = last_runs.run_number) as is_frozen,
    scores.runs_loss >= <%= into_d %> as falls_into_d,
    scores.runs_gain >= <%= out_of_d %> as leaves_d,
    scores.runs_up_to_a >= <%= up %> as rises_to_a,
    scores.runs_up_to_b >= <%= up %> as rises_to_b,
    scores.runs_down_from_a >= <%= down %> as falls_from_a,
    scores.runs_down_from_b >= <%= down %> as falls_from_b
  from scores
  cross join last_runs
  left join blocked on blocked.party_id = scores.party_id
  where scores.unclassified is null
),

-- One step a run: each tier follows from the one of the month before.
walked as (
  select party_id, run_number, score_tier as tier, is_frozen, 'first classification' as rule
  from runs
  where is_first_of_classified
  union all
  select
    runs.party_id,
    runs.run_number,
    case
      when runs.is_frozen then walked.tier
      when walked.tier = 'A' and (runs.falls_from_a or runs.falls_into_d) then 'B'
      when walked.tier = 'B' and runs.rises_to_a then 'A'
      when walked.tier = 'B' and (runs.falls_from_b or runs.falls_into_d) then 'C'
      when walked.tier = 'C' and runs.rises_to_b then 'B'
      when walked.tier = 'C' and runs.falls_into_d then 'D'
      when walked.tier = 'D' and runs.leaves_d then 'C'
      else walked.tier
    end as tier,
    runs.is_frozen,
    case
      when runs.is_frozen then 'frozen by credit block'
      when walked.tier in ('A', 'B') and (runs.falls_into_d or (walked.tier = 'A' and runs.falls_from_a) or (walked.tier = 'B' and runs.falls_from_b))
        then 'down'
      when (walked.tier = 'B' and runs.rises_to_a) or (walked.tier = 'C' and runs.rises_to_b) then 'up'
      when walked.tier = 'C' and runs.falls_into_d then 'into D'
      when walked.tier = 'D' and runs.leaves_d then 'out of D'
      else 'unchanged'
    end as rule
  from walked
  inner join runs on runs.party_id = walked.party_id and runs.run_number = walked.run_number + 1
  where not runs.is_first_of_classified
),

concluded as (
  select
    scores.*,
    coalesce(scores.unclassified, walked.tier) as tier,
    case scores.unclassified
      when 'P' then 'never ordered'
      when 'Z' then 'no order for <%= it.var('tiers.dormant_months') %> months'
      when 'N' then 'fewer than <%= it.var('tiers.minimum.months') %> months or <%= it.var('tiers.minimum.orders') %> orders'
      else walked.rule
    end as rule,
    -- What the next change waits for: the tier, how many runs in a row spoke for it, and how many it takes.
    case
      when scores.unclassified is not null or walked.is_frozen then null
      when walked.tier = 'D' and scores.runs_gain > 0 then 'C'
      when walked.tier = 'C' and scores.runs_up_to_b > 0 then 'B'
      when walked.tier = 'B' and scores.runs_up_to_a > 0 then 'A'
      when walked.tier = 'C' and scores.runs_loss > 0 then 'D'
      when walked.tier = 'B' and greatest(scores.runs_down_from_b, scores.runs_loss) > 0 then 'C'
      when walked.tier = 'A' and greatest(scores.runs_down_from_a, scores.runs_loss) > 0 then 'B'
    end as pending_tier,
    case
      when scores.unclassified is not null or walked.is_frozen then null
      when walked.tier = 'D' and scores.runs_gain > 0 then scores.runs_gain
      when walked.tier = 'C' and scores.runs_up_to_b > 0 then scores.runs_up_to_b
      when walked.tier = 'B' and scores.runs_up_to_a > 0 then scores.runs_up_to_a
      when walked.tier = 'C' and scores.runs_loss > 0 then scores.runs_loss
      when walked.tier = 'B' and greatest(scores.runs_down_from_b, scores.runs_loss) > 0 then greatest(scores.runs_down_from_b, scores.runs_loss)
      when walked.tier = 'A' and greatest(scores.runs_down_from_a, scores.runs_loss) > 0 then greatest(scores.runs_down_from_a, scores.runs_loss)
    end as pending_runs
  from scores
  left join walked on walked.party_id = scores.party_id and walked.run_number = scores.run_number
)

select * from concluded
