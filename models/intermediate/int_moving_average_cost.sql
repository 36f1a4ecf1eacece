with moving_average_costs as (
  select * from <%= it.ref('stg_moving_average_costs') %> where product_id is not null
),

needed as (
  select distinct product_id, plant, shipped_before
  from <%= it.ref('int_shipment') %>
  where product_id in (select product_id from moving_average_costs)
),

candidates as (
  select
    needed.product_id,
    needed.plant,
    needed.shipped_before,
    moving_average_costs.unit_cost,
    moving_average_costs.currency,
    row_number() over (
      partition by needed.product_id, needed.plant, needed.shipped_before
      order by moving_average_costs.plant is not null desc, moving_average_costs.at desc, moving_average_costs.source
    ) as rank
  from needed
  inner join moving_average_costs
    on moving_average_costs.product_id = needed.product_id
    and (moving_average_costs.plant is null or moving_average_costs.plant = needed.plant)
    and moving_average_costs.at <= needed.shipped_before
),

chosen as (
  select product_id, plant, shipped_before, unit_cost, currency from candidates where rank = 1
)

select * from chosen
