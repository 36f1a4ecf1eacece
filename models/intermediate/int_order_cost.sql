with order_costs as (
  select * from <%= it.ref('stg_order_costs') %>
),

order_lines as (
  select order_line_id, order_id from <%= it.ref('int_order_line') %>
),

delivery_orders as (
  select delivery_id, min(order_id) as order_id from <%= it.ref('int_delivery_driver') %> group by delivery_id
),

orders as (
  select order_id, party_id from <%= it.ref('int_order') %>
),

party_members as (
  select global_id, party_id from <%= it.ref('int_party_member') %> where entity = 'customers'
),

complaints as (
  select case_id, complaint_id from <%= it.ref('int_complaint_case') %>
),

replaced as (
  select distinct replaces_cost_id as cost_id from order_costs where status = 'actual' and replaces_cost_id is not null
),

effective as (
  select
    order_costs.*,
    case when order_costs.scope = 'line' then order_costs.scope_id end as scope_line_id,
    case when order_costs.scope = 'delivery' then order_costs.scope_id end as scope_delivery_id,
    case when order_costs.scope = 'order' then order_costs.scope_id end as scope_order_id,
    case when order_costs.scope = 'customer' then order_costs.scope_id end as scope_customer_id
  from order_costs
  left join replaced on replaced.cost_id = order_costs.cost_id
  where order_costs.status = 'actual' or replaced.cost_id is null
),

located as (
  select
    effective.cost_id,
    effective.kind,
    effective.status,
    effective.scope,
    effective.currency,
    effective.amount,
    effective.date,
    complaints.complaint_id,
    order_lines.order_line_id,
    delivery_orders.delivery_id,
    coalesce(order_lines.order_id, delivery_orders.order_id, orders.order_id) as order_id,
    effective.scope_customer_id as customer_id
  from effective
  left join order_lines on order_lines.order_line_id = effective.scope_line_id
  left join delivery_orders on delivery_orders.delivery_id = effective.scope_delivery_id
  left join orders on orders.order_id = effective.scope_order_id
  left join complaints on complaints.case_id = effective.case_id
),

converted as (
  select
    located.cost_id,
    located.kind,
    case located.kind when 'freight' then 'freight_cost' when 'packaging' then 'packaging_cost' else 'other_direct_cost' end as step,
    case
      when located.kind = 'return_freight' then 'returned'
      when located.kind = 'freight' then 'freight'
      when located.kind = 'packaging' then 'packages'
      when located.kind in ('customs', 'insurance', 'payment_fee', 'commission') then 'net_value'
      else 'quantity'
    end as driver,
    located.status,
    located.scope,
    located.date,
    located.complaint_id,
    located.order_line_id,
    located.delivery_id,
    located.order_id,
    coalesce(orders.party_id, party_members.party_id, 'unknown') as party_id,
    <%= it.macro('convert', { amount: 'located.amount', currency: 'located.currency', rate: 'exchange_rate' }) %> as cost
  from located
  left join orders on orders.order_id = located.order_id
  left join party_members on party_members.global_id = located.customer_id
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'located.currency', date: 'located.date' }) %>
)

select * from converted
