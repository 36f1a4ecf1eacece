with batch_costs as (
  select * from <%= it.ref('stg_batch_costs') %> where product_id is not null
),

ranked as (
  select *, row_number() over (partition by product_id, lot_id order by revision desc, source) as rank from batch_costs
),

latest as (
  select
    product_id,
    lot_id,
    unit_cost,
    currency,
    case status when 'preliminary' then 'batch_preliminary' else 'batch' end as basis
  from ranked
  where rank = 1
)

select * from latest
