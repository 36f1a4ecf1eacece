with order_lines as (
  select * from <%= it.ref('int_order_line') %>
),

shipments as (
  select
    order_line_id,
    sum(coalesce(base_quantity, quantity)) as quantity,
    sum(freight_weight) as freight_weight,
    sum(packages) as packages
  from <%= it.ref('int_shipment') %>
  group by order_line_id
),

shipped_orders as (
  select distinct order_id from <%= it.ref('int_shipment') %>
),

loads as (
  select
    order_lines.order_line_id,
    order_lines.order_id,
    coalesce(order_lines.line_no, 9223372036854775807) as line_no,
    cast(
      case
        when shipments.order_line_id is not null then shipments.quantity
        when shipped_orders.order_id is not null then 0
        else coalesce(order_lines.quantity * order_lines.factor, order_lines.quantity)
      end as decimal(24, 6)
    ) as quantity,
    cast(
      case
        when shipments.order_line_id is not null then shipments.freight_weight
        when shipped_orders.order_id is not null then 0
        else greatest(
          coalesce(order_lines.weight_kg * coalesce(order_lines.quantity * order_lines.factor, order_lines.quantity), 0),
          coalesce(order_lines.volume_m3 * coalesce(order_lines.quantity * order_lines.factor, order_lines.quantity), 0)
          * <%= it.var('allocation.dimensional_factor') %>
        )
      end as decimal(24, 6)
    ) as freight_weight,
    cast(coalesce(shipments.packages, 0) as decimal(24, 6)) as packages
  from order_lines
  left join shipments on shipments.order_line_id = order_lines.order_line_id
  left join shipped_orders on shipped_orders.order_id = order_lines.order_id
)

select * from loads
