with loads as (
  select * from <%= it.ref('int_line_load') %>
),

line_values as (
  select * from <%= it.ref('int_line_value') %>
),

drivers as (
  select
    loads.order_line_id,
    loads.order_id,
    loads.line_no,
    loads.quantity,
    loads.freight_weight,
    loads.packages,
    line_values.net_value
  from loads
  inner join line_values on line_values.order_line_id = loads.order_line_id
)

select * from drivers
