<%
const number = (expression, places) => `format('{:,.${places}f}', cast(${expression} as double))`
// The same text as core/policy.ts hashes, so that the tier names the policy of its build.
const sorted = (value) =>
  Array.isArray(value)
    ? value.map(sorted)
    : value === null || typeof value !== 'object'
      ? value
      : Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]))
const signed = (expression) => `format('{:+.0f}', cast(${expression} as double))`
%>
with runs as (
  select * from <%= it.ref('int_tier_run') %>
),

lifts as (
  select * from <%= it.ref('int_tier_lift') %>
),

ordering as (
  select party_id, min(order_date) as first_order_date
  from <%= it.ref('int_order') %>
  where not is_intercompany and status <> 'cancelled' and order_date <= <%= it.as_of %>
  group by party_id
),

parties as (
  select distinct party_id from <%= it.ref('int_party_member') %> where not is_intercompany
  union
  select party_id from runs
  union
  select party_id from ordering
),

bounds as (
  select
    coalesce(min(run_date), cast(date_trunc('month', <%= it.as_of %>) - interval 1 day as date)) as first_run_date,
    coalesce(max(run_date), cast(date_trunc('month', <%= it.as_of %>) - interval 1 day as date)) as last_run_date
  from runs
),

starts as (
  select party_id, run_date, tier, row_number() over (partition by party_id order by run_date) as stay from runs where is_first_of_stay
),

ends as (
  select party_id, run_date, row_number() over (partition by party_id order by run_date) as stay from runs where is_last_of_stay
),

stays as (
  select
    starts.party_id,
    case when starts.stay = 1 and starts.tier = 'P' then bounds.first_run_date else starts.run_date end as first_run_date,
    ends.run_date as last_run_date
  from starts
  inner join ends on ends.party_id = starts.party_id and ends.stay = starts.stay
  cross join bounds
),

-- Before its first order or entry a party has no runs: it was a prospect.
before_runs as (
  select parties.party_id, bounds.first_run_date as run_date, 'P' as tier, 'never ordered' as rule
  from parties
  cross join bounds
  left join starts on starts.party_id = parties.party_id and starts.stay = 1
  left join ordering on ordering.party_id = parties.party_id
  where (starts.run_date is null or (starts.run_date > bounds.first_run_date and starts.tier <> 'P'))
    and not (starts.run_date is null and ordering.party_id is not null and bounds.first_run_date = bounds.last_run_date)
  union all
  select parties.party_id, bounds.last_run_date as run_date, 'N' as tier, 'first order after the last month-end' as rule
  from parties
  cross join bounds
  inner join ordering on ordering.party_id = parties.party_id
  left join starts on starts.party_id = parties.party_id and starts.stay = 1
  where starts.run_date is null
),

-- A stay shows the evidence of its last run.
explained as (
  select
    runs.party_id,
    stays.first_run_date,
    runs.tier,
    case when runs.tier in ('A', 'B', 'C', 'D') then runs.score end as score,
    runs.provisional,
    runs.at_risk,
    case
      when runs.unclassified = 'P' then 'never ordered'
      else concat_ws(
        '; ',
        case
          when runs.rank is null then 'no activity in the last <%= it.var('tiers.window_months') %> closed months'
          else 'rank ' || runs.rank || ' of ' || runs.parties || ', V ' || <%= it.sql(number('runs.value', it.minor_unit)) %>
            || case
              when runs.positive_value > 0 and runs.value > 0
                then ', ' || <%= it.sql(number('100 * runs.value_ahead / runs.positive_value', 1)) %> || ' % of the profit is ahead'
              else ''
            end
        end,
        case
          when runs.unclassified is null
            then 'score ' || <%= it.sql(number('runs.score', 1)) %> || ' = base ' || <%= it.sql(number('runs.base_score', 1)) %>
              || case when runs.payment_points <> 0 then ', payment ' || <%= it.sql(signed('runs.payment_points')) %> else '' end
              || case when runs.satisfaction_points <> 0 then ', satisfaction ' || <%= it.sql(signed('runs.satisfaction_points')) %> else '' end
        end,
        case runs.rule when 'unchanged' then 'tier unchanged' when 'up' then 'one step up' when 'down' then 'one step down' else runs.rule end,
        case
          when runs.pending_tier is not null
            then runs.pending_runs || case when runs.pending_runs = 1 then ' run' else ' runs' end || ' in a row towards ' || runs.pending_tier
        end,
        case
          when lifts.value_needed > 0
            then <%= it.sql(number('lifts.value_needed', it.minor_unit)) %> || ' more V would reach the score of ' || lifts.next_tier
        end,
        case when runs.provisional then 'provisional: too much of the cost is standard, last known or missing' end
      )
    end as reason,
    cast(to_json({
      'rank': runs.rank,
      'parties': runs.parties,
      'value': runs.value,
      'value_ahead': runs.value_ahead,
      'positive_value': runs.positive_value,
      'base_score': runs.base_score,
      'payment_points': runs.payment_points,
      'satisfaction_points': runs.satisfaction_points,
      'score': runs.score,
      'score_tier': runs.score_tier,
      'rule': runs.rule,
      'pending_tier': runs.pending_tier,
      'pending_runs': runs.pending_runs,
      'value_change': runs.value_change,
      'next_tier': lifts.next_tier,
      'value_needed': lifts.value_needed,
      'provisional': runs.provisional,
      'at_risk': runs.at_risk,
      'run_date': runs.run_date
    }) as varchar) as inputs
  from runs
  inner join stays on stays.party_id = runs.party_id and stays.last_run_date = runs.run_date
  cross join bounds
  left join lifts on lifts.party_id = runs.party_id and runs.run_date = bounds.last_run_date
  union all
  select
    party_id,
    run_date as first_run_date,
    tier,
    null as score,
    false as provisional,
    false as at_risk,
    rule as reason,
    cast(to_json({ 'rule': rule, 'run_date': run_date }) as varchar) as inputs
  from before_runs
),

history as (
  select
    party_id,
    tier,
    tier as computed_tier,
    score,
    provisional,
    at_risk,
    reason,
    inputs,
    left(sha256(<%= it.literal(JSON.stringify(sorted(it.policy))) %>), 16) as policy_hash,
    first_run_date + 1 as valid_from,
    lead(first_run_date) over (partition by party_id order by first_run_date) + 1 as valid_to
  from explained
)

select * from history
