with shipments as (
  select * from <%= it.ref('int_shipment') %> where delivery_id is not null
),

line_values as (
  select * from <%= it.ref('int_line_value') %>
),

shipped as (
  select order_line_id, sum(quantity) as quantity from shipments group by order_line_id
),

delivered as (
  select
    delivery_id,
    order_line_id,
    min(order_id) as order_id,
    sum(quantity) as ordered_units,
    sum(coalesce(base_quantity, quantity)) as quantity,
    sum(freight_weight) as freight_weight,
    sum(packages) as packages
  from shipments
  group by delivery_id, order_line_id
),

drivers as (
  select
    delivered.delivery_id,
    delivered.order_line_id,
    delivered.order_id,
    line_values.line_no,
    cast(delivered.quantity as decimal(24, 6)) as quantity,
    cast(delivered.freight_weight as decimal(24, 6)) as freight_weight,
    cast(delivered.packages as decimal(24, 6)) as packages,
    cast(
      case
        when shipped.quantity > 0
          then cast(
            cast(line_values.net_value * 1000000::bigint as hugeint) * cast(delivered.ordered_units * 1000000::bigint as hugeint)
            // cast(shipped.quantity * 1000000::bigint as hugeint) as decimal(30, 0)
          ) * 0.000001
        else 0
      end as decimal(24, 6)
    ) as net_value
  from delivered
  inner join shipped on shipped.order_line_id = delivered.order_line_id
  inner join line_values on line_values.order_line_id = delivered.order_line_id
)

select * from drivers
