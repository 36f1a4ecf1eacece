with order_lines as (
  select * from <%= it.ref('int_order_line') %>
),

deliveries as (
  select * from <%= it.ref('stg_deliveries') %>
),

recognised as (
  select * from <%= it.ref('int_recognised_quantity') %>
),

sources as (
  select source, timezone from <%= it.ref('int_source') %>
),

delivered as (
  select
    order_lines.order_line_id,
    deliveries.delivery_id,
    deliveries.lot_id,
    deliveries.document,
    deliveries.quantity,
    deliveries.shipped_at as shipped_before,
    <%= it.macro('local_date', { moment: 'deliveries.shipped_at', timezone: 'sources.timezone' }) %> as shipped_on,
    deliveries.gross_kg,
    deliveries.volume_m3,
    deliveries.packages
  from deliveries
  inner join order_lines on order_lines.order_line_id = deliveries.order_line_id
  inner join sources on sources.source = deliveries.source
),

undelivered as (
  select
    order_lines.order_line_id,
    cast(null as varchar) as delivery_id,
    cast(null as varchar) as lot_id,
    'order_lines/' || order_lines.order_line_id as document,
    order_lines.quantity,
    case
      when sources.timezone = 'UTC' then cast(coalesce(order_lines.shipped_date, order_lines.order_date) + 1 as timestamp)
      else timezone('UTC', timezone(sources.timezone, cast(coalesce(order_lines.shipped_date, order_lines.order_date) + 1 as timestamp)))
    end - interval 1 microsecond as shipped_before,
    coalesce(order_lines.shipped_date, order_lines.order_date) as shipped_on,
    cast(null as decimal(18, 6)) as gross_kg,
    cast(null as decimal(18, 6)) as volume_m3,
    cast(null as bigint) as packages
  from order_lines
  inner join recognised on recognised.order_line_id = order_lines.order_line_id
  inner join sources on sources.source = order_lines.source
  where not order_lines.is_void
    and (order_lines.recognise = 'order' or (recognised.quantity <> 0 and recognised.revenue_date is not null))
    and not exists (select 1 from deliveries where deliveries.order_line_id = order_lines.order_line_id)
),

shipped as (
  select * from delivered
  union all
  select * from undelivered
),

described as (
  select
    shipped.document,
    shipped.order_line_id,
    order_lines.order_id,
    shipped.delivery_id,
    shipped.lot_id,
    order_lines.product_id,
    order_lines.plant,
    shipped.quantity,
    cast(shipped.quantity * order_lines.factor as decimal(24, 8)) as base_quantity,
    shipped.shipped_before,
    shipped.shipped_on,
    cast(
      greatest(
        coalesce(shipped.gross_kg, order_lines.factor * shipped.quantity * order_lines.weight_kg, 0),
        coalesce(shipped.volume_m3, order_lines.factor * shipped.quantity * order_lines.volume_m3, 0)
        * <%= it.var('allocation.dimensional_factor') %>
      ) as decimal(24, 6)
    ) as freight_weight,
    cast(coalesce(shipped.packages, 0) as bigint) as packages
  from shipped
  inner join order_lines on order_lines.order_line_id = shipped.order_line_id
)

select * from described
