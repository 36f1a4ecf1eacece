with product_uoms as (
  select * from <%= it.source('product_uoms') %>
),

identified as (
  select
    product_uoms.source,
    <%= it.macro('reference', { of: 'product_uoms', column: 'product_id' }) %> as product_id,
    product_uoms.uom,
    product_uoms.factor
  from product_uoms
  <%= it.macro('reference_join', { of: 'product_uoms', column: 'product_id', entity: 'products' }) %>
)

select * from identified
