with customer_months as (
  select * from <%= it.ref('fct_customer_month') %>
  where closed and month >= date_trunc('month', <%= it.as_of %>) - interval 12 month
),

parties as (
  select party_id, tier from <%= it.ref('dim_party') %> where tier is not null
),

earned as (
  select party_id, sum(net_revenue) as net_revenue, sum(cm4) as cm4 from customer_months group by party_id
),

summed as (
  select
    parties.tier,
    count(*) as parties,
    coalesce(sum(earned.net_revenue), 0) as net_revenue,
    coalesce(sum(earned.cm4), 0) as cm4
  from parties
  left join earned on earned.party_id = parties.party_id
  group by parties.tier
),

tiers as (
  select
    tier,
    parties,
    cast(net_revenue as <%= it.money_type %>) as net_revenue,
    cast(cm4 as <%= it.money_type %>) as cm4,
    cast(cast(cm4 as double) / cast(nullif(sum(cm4) over (), 0) as double) as decimal(18, 6)) as share
  from summed
)

select * from tiers
