with history as (
  select * from <%= it.ref('dim_party_tier') %>
),

customer_months as (
  select * from <%= it.ref('fct_customer_month') %>
  where closed and month >= date_trunc('month', <%= it.as_of %>) - interval 12 month
),

-- A tier holds from the day after the month-end on: this month's tiers are those of the last run, last month's of the one before.
last_runs as (
  select cast(date_trunc('month', <%= it.as_of %>) as date) as valid_on, cast(date_trunc('month', <%= it.as_of %>) - interval 1 month as date) as before_on
),

moves as (
  select today.party_id, earlier.tier as from_tier, today.tier as to_tier
  from last_runs
  inner join history as today
    on today.valid_from <= last_runs.valid_on and (today.valid_to is null or today.valid_to > last_runs.valid_on)
  inner join history as earlier
    on earlier.party_id = today.party_id
    and earlier.valid_from <= last_runs.before_on and (earlier.valid_to is null or earlier.valid_to > last_runs.before_on)
),

earned as (
  select party_id, sum(cm4) as cm4 from customer_months group by party_id
),

migration as (
  select
    moves.from_tier,
    moves.to_tier,
    count(*) as parties,
    cast(coalesce(sum(earned.cm4), 0) as <%= it.money_type %>) as cm4
  from moves
  left join earned on earned.party_id = moves.party_id
  group by moves.from_tier, moves.to_tier
)

select * from migration
