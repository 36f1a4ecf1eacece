with moving_average_costs as (
  select * from <%= it.source('moving_average_costs') %>
),

identified as (
  select
    moving_average_costs.source,
    <%= it.macro('reference', { of: 'moving_average_costs', column: 'product_id' }) %> as product_id,
    moving_average_costs.plant,
    moving_average_costs.at,
    moving_average_costs.unit_cost,
    moving_average_costs.currency
  from moving_average_costs
  <%= it.macro('reference_join', { of: 'moving_average_costs', column: 'product_id', entity: 'products' }) %>
)

select * from identified
