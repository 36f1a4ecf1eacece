with standard_costs as (
  select * from <%= it.source('standard_costs') %>
),

identified as (
  select
    standard_costs.source,
    <%= it.macro('reference', { of: 'standard_costs', column: 'product_id' }) %> as product_id,
    standard_costs.plant,
    standard_costs.valid_from,
    standard_costs.valid_to,
    standard_costs.unit_cost,
    standard_costs.currency
  from standard_costs
  <%= it.macro('reference_join', { of: 'standard_costs', column: 'product_id', entity: 'products' }) %>
)

select * from identified
