with customer_months as (
  select * from <%= it.ref('fct_customer_month') %>
  where closed and month >= date_trunc('month', <%= it.as_of %>) - interval 12 month
),

parties as (
  select party_id, name, tier, provisional from <%= it.ref('dim_party') %>
),

earned as (
  select party_id, sum(cm4) as cm4, sum(net_revenue) as net_revenue from customer_months group by party_id
),

ordered as (
  select
    party_id,
    cm4,
    net_revenue,
    row_number() over in_order as rank,
    count(*) over () as parties,
    sum(cm4) over () as total,
    sum(cm4) over (order by cm4 desc, party_id rows between unbounded preceding and current row) as cumulative_profit
  from earned
  window in_order as (order by cm4 desc, party_id)
),

curve as (
  select
    ordered.rank,
    ordered.party_id,
    parties.name,
    parties.tier,
    cast(ordered.net_revenue as <%= it.money_type %>) as net_revenue,
    cast(ordered.cm4 as <%= it.money_type %>) as cm4,
    cast(ordered.cumulative_profit as <%= it.money_type %>) as cumulative_profit,
    cast(cast(ordered.cumulative_profit as double) / cast(nullif(ordered.total, 0) as double) as decimal(18, 6)) as cumulative_share,
    cast(cast(ordered.rank as double) / ordered.parties as decimal(9, 6)) as party_share
  from ordered
  left join parties on parties.party_id = ordered.party_id
)

select * from curve
