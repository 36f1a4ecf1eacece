<% const closedThrough = it.policy.closed_through %>
with months as (
  select party_id, month, cm4
  from <%= it.ref('fct_customer_month') %>
  where <%= it.sql(closedThrough === undefined ? 'false' : `month <= date '${closedThrough}-01'`) %>
),

published as (
  select party_id, month, reported_cm4
  from <%= it.source('published.rpt_closed_month') %>
  where <%= it.sql(closedThrough === undefined ? 'false' : `month <= date '${closedThrough}-01'`) %>
),

closed_before as (
  select distinct month from published
),

grid as (
  select party_id, month from months
  union
  select party_id, month from published
),

compared as (
  select
    grid.party_id,
    grid.month,
    case when closed_before.month is null then months.cm4 else coalesce(published.reported_cm4, 0) end as reported_cm4,
    coalesce(months.cm4, 0) as restated_cm4
  from grid
  left join months on months.party_id = grid.party_id and months.month = grid.month
  left join published on published.party_id = grid.party_id and published.month = grid.month
  left join closed_before on closed_before.month = grid.month
),

closed as (
  select
    party_id,
    month,
    cast(reported_cm4 as <%= it.money_type %>) as reported_cm4,
    cast(restated_cm4 as <%= it.money_type %>) as restated_cm4,
    cast(restated_cm4 - reported_cm4 as <%= it.money_type %>) as delta
  from compared
)

select * from closed
