with deliveries as (
  select * from <%= it.source('deliveries') %>
),

identified as (
  select
    deliveries.source,
    deliveries.source || ':' || deliveries.delivery_id as delivery_id,
    'deliveries/' || deliveries.source || ':' || coalesce(deliveries.delivery_id, '') || '/' || coalesce(deliveries.order_line_id, '') || '/' || coalesce(deliveries.lot_id, '') as document,
    <%= it.macro('reference', { of: 'deliveries', column: 'order_line_id' }) %> as order_line_id,
    deliveries.lot_id,
    deliveries.quantity,
    deliveries.shipped_at,
    deliveries.delivered_at,
    deliveries.gross_kg,
    deliveries.volume_m3,
    deliveries.packages
  from deliveries
  <%= it.macro('reference_join', { of: 'deliveries', column: 'order_line_id', entity: 'order_lines' }) %>
)

select * from identified
