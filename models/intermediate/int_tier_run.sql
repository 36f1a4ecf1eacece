<% const { up, down, into_d, out_of_d } = it.policy.tiers.hysteresis %>
with scores as (
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

frozen as (
  select scores.party_number, scores.run_number
  from scores
  inner join blocked on blocked.party_id = scores.party_id
  cross join last_runs
  where scores.unclassified is null
    and not scores.is_first_of_classified
    and (scores.run_date >= blocked.blocked_since or scores.run_number = last_runs.run_number)
),

-- What each run makes of the four tiers that the party may come from, in the order A B C D: one step up, one step down or none.
-- Where the party is not classified or is so for the first time, it does not matter where it comes from.
steps as (
  select
    scores.*,
    frozen.party_number is not null as is_frozen,
    case
      when scores.unclassified is not null then repeat(scores.unclassified, 4)
      when scores.is_first_of_classified then repeat(scores.score_tier, 4)
      when frozen.party_number is not null then 'ABCD'
      else
        case when scores.runs_down_from_a >= <%= down %> or scores.runs_loss >= <%= into_d %> then 'B' else 'A' end
        || case
          when scores.runs_up_to_a >= <%= up %> then 'A'
          when scores.runs_down_from_b >= <%= down %> or scores.runs_loss >= <%= into_d %> then 'C'
          else 'B'
        end
        || case when scores.runs_up_to_b >= <%= up %> then 'B' when scores.runs_loss >= <%= into_d %> then 'D' else 'C' end
        || case when scores.runs_gain >= <%= out_of_d %> then 'C' else 'D' end
    end as step
  from scores
  left join frozen on frozen.party_number = scores.party_number and frozen.run_number = scores.run_number
),

-- Walking the steps from the first month on gives the path, one letter a run. A recursive query would scan all rows once a month.
paths as (
  select
    party_number,
    min(run_number) as first_run_number,
    list_reduce(
      list(step order by run_number),
      lambda path, step: path || substr(step, greatest(strpos('ABCD', right(path, 1)), 1), 1),
      'P'
    ) as path
  from steps
  group by party_number
),

walked as (
  select
    steps.* exclude (step),
    substr(paths.path, cast(steps.run_number - paths.first_run_number + 2 as bigint), 1) as tier,
    substr(paths.path, cast(steps.run_number - paths.first_run_number + 1 as bigint), 1) as previous_tier,
    substr(paths.path, cast(steps.run_number - paths.first_run_number + 3 as bigint), 1) as following_tier,
    steps.run_number = paths.first_run_number as is_first_run
  from steps
  inner join paths on paths.party_number = steps.party_number
),

concluded as (
  select
    * exclude (is_frozen, previous_tier, following_tier, is_first_run),
    is_first_run or tier <> previous_tier as is_first_of_stay,
    tier <> following_tier as is_last_of_stay,
    case
      when unclassified = 'P' then 'never ordered'
      when unclassified = 'Z' then 'no order for <%= it.var('tiers.dormant_months') %> months'
      when unclassified = 'N' then 'fewer than <%= it.var('tiers.minimum.months') %> months or <%= it.var('tiers.minimum.orders') %> orders'
      when is_first_of_classified then 'first classification'
      when is_frozen then 'frozen by credit block'
      when tier = previous_tier then 'unchanged'
      when tier = 'D' then 'into D'
      when previous_tier = 'D' then 'out of D'
      when tier < previous_tier then 'up'
      else 'down'
    end as rule,
    -- What the next change waits for: the tier, and how many runs in a row spoke for it.
    case
      when unclassified is not null or is_frozen then null
      when tier = 'D' and runs_gain > 0 then 'C'
      when tier = 'C' and runs_up_to_b > 0 then 'B'
      when tier = 'B' and runs_up_to_a > 0 then 'A'
      when tier = 'C' and runs_loss > 0 then 'D'
      when tier = 'B' and greatest(runs_down_from_b, runs_loss) > 0 then 'C'
      when tier = 'A' and greatest(runs_down_from_a, runs_loss) > 0 then 'B'
    end as pending_tier,
    case
      when unclassified is not null or is_frozen then null
      when tier = 'D' and runs_gain > 0 then runs_gain
      when tier = 'C' and runs_up_to_b > 0 then runs_up_to_b
      when tier = 'B' and runs_up_to_a > 0 then runs_up_to_a
      when tier = 'C' and runs_loss > 0 then runs_loss
      when tier = 'B' and greatest(runs_down_from_b, runs_loss) > 0 then greatest(runs_down_from_b, runs_loss)
      when tier = 'A' and greatest(runs_down_from_a, runs_loss) > 0 then greatest(runs_down_from_a, runs_loss)
    end as pending_runs
  from walked
)

select * from concluded
