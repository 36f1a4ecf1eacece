with members as (
  select * from <%= it.ref('int_complaint_case') %>
),

cases as (
  select * from <%= it.ref('stg_cases') %>
),

order_lines as (
  select order_line_id, order_id from <%= it.ref('int_order_line') %>
),

orders as (
  select order_id, party_id from <%= it.ref('int_order') %>
),

party_members as (
  select global_id, entity, party_id from <%= it.ref('int_party_member') %>
),

located as (
  select
    members.complaint_id,
    cases.*,
    order_lines.order_line_id as line_id,
    coalesce(order_lines.order_id, orders.order_id) as line_order_id,
    coalesce(of_account.party_id, of_customer.party_id) as customer_party_id,
    row_number() over (partition by members.complaint_id order by cases.opened_at, cases.source, cases.case_id) as position
  from members
  inner join cases on cases.case_id = members.case_id
  left join order_lines on order_lines.order_line_id = cases.order_line_id
  left join orders on orders.order_id = cases.order_id
  left join party_members as of_account on of_account.global_id = cases.account_id and of_account.entity = 'accounts'
  left join party_members as of_customer on of_customer.global_id = cases.customer_id and of_customer.entity = 'customers'
),

merged as (
  select
    complaint_id,
    min_by(line_id, position) filter (where line_id is not null) as order_line_id,
    min_by(line_order_id, position) filter (where line_id is not null) as order_of_line,
    min_by(line_order_id, position) filter (where line_order_id is not null) as any_order_id,
    min_by(customer_party_id, position) filter (where customer_party_id is not null) as customer_party_id,
    min_by(product_id, position) filter (where product_id is not null) as product_id,
    min_by(lot_id, position) filter (where lot_id is not null) as lot_id,
    min_by(category, position) filter (where category is not null) as category,
    min_by(fault, position) filter (where fault is not null and fault <> 'unknown') as known_fault,
    min(opened_at) as opened_at,
    case when bool_and(resolved_at is not null) then max(resolved_at) end as resolved_at,
    max(severity) as severity,
    bool_or(minutes is not null) as has_minutes,
    string_agg(case_id, ', ' order by position) as sources
  from located
  group by complaint_id
),

placed as (
  select
    merged.complaint_id,
    merged.order_line_id,
    coalesce(merged.order_of_line, merged.any_order_id) as order_id,
    coalesce(orders.party_id, merged.customer_party_id, 'unknown') as party_id,
    merged.product_id,
    merged.lot_id,
    merged.category,
    merged.severity,
    coalesce(merged.known_fault, 'unknown') as fault,
    merged.opened_at,
    merged.resolved_at,
    merged.has_minutes,
    merged.sources
  from merged
  left join orders on orders.order_id = coalesce(merged.order_of_line, merged.any_order_id)
)

select * from placed
