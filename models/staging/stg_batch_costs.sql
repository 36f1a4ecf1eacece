with batch_costs as (
  select * from <%= it.source('batch_costs') %>
),

identified as (
  select
    batch_costs.source,
    <%= it.macro('reference', { of: 'batch_costs', column: 'product_id' }) %> as product_id,
    batch_costs.lot_id,
    batch_costs.revision,
    batch_costs.version,
    batch_costs.plant,
    batch_costs.quantity,
    batch_costs.unit_cost,
    batch_costs.currency,
    batch_costs.status,
    batch_costs.costed_at
  from batch_costs
  <%= it.macro('reference_join', { of: 'batch_costs', column: 'product_id', entity: 'products' }) %>
)

select * from identified
