with pools as (
  select * from <%= it.ref('int_pool') %>
),

interactions as (
  select * from <%= it.ref('int_interaction') %> where left_out is null
),

orders as (
  select * from <%= it.ref('int_order') %>
),

order_lines as (
  select order_line_id, order_id, stated_product_id, party_id, order_date from <%= it.ref('int_order_line') %> where order_status <> 'cancelled'
),

cases as (
  select * from <%= it.ref('stg_cases') %>
),

complaint_cases as (
  select * from <%= it.ref('int_complaint_case') %>
),

complaints as (
  select * from <%= it.ref('int_complaint') %>
),

sources as (
  select source, timezone from <%= it.ref('int_source') %>
),

first_purchases as (
  select party_id, stated_product_id, min_by(order_id, (order_date, order_id)) as order_id
  from order_lines
  group by party_id, stated_product_id
),

new_items as (
  select order_id, count(*) as new_items from first_purchases group by order_id
),

line_counts as (
  select order_id, count(*) as lines from order_lines group by order_id
),

handling as (
  select
    'orders/' || orders.order_id as source_document,
    'order_handling' as basis,
    <%= it.var('effort.order_pool') %> as pool,
    cast(
      <%= it.var('effort.minutes.order.base') %>
      + <%= it.var('effort.minutes.order.line') %> * coalesce(line_counts.lines, 0)
      + case
        when orders.country is not null and orders.country <> <%= it.var('effort.home_country') %>
          then <%= it.var('effort.minutes.order.export') %>
        else 0
      end
      + <%= it.var('effort.minutes.order.new_item') %> * coalesce(new_items.new_items, 0) as decimal(18, 6)
    ) as minutes,
    orders.order_date as effective_date,
    cast(null as varchar) as complaint_id,
    orders.order_id,
    orders.party_id
  from orders
  left join line_counts on line_counts.order_id = orders.order_id
  left join new_items on new_items.order_id = orders.order_id
  where orders.status <> 'cancelled'
),

contacts as (
  select
    'interactions/' || interaction_id as source_document,
    'interaction' as basis,
    pool,
    cast(minutes * attendees as decimal(18, 6)) as minutes,
    held_on as effective_date,
    complaint_id,
    order_id,
    party_id
  from interactions
),

contacted as (
  select distinct interactions.complaint_id
  from interactions
  inner join pools on pools.pool = interactions.pool
  where interactions.complaint_id is not null
),

case_work as (
  select
    'cases/' || cases.case_id as source_document,
    case when complaints.has_minutes then 'complaint' else 'complaint_estimate' end as basis,
    coalesce(cases.resource_pool, <%= it.var('effort.default_pool') %>) as pool,
    cast(
      case
        when complaints.has_minutes then cases.minutes
        when cases.case_id = complaints.complaint_id and contacted.complaint_id is null
          then <%= it.var('effort.minutes.complaint.base') %> + <%= it.var('effort.minutes.complaint.severity') %> * complaints.severity
      end as decimal(18, 6)
    ) as minutes,
    <%= it.macro('local_date', { moment: 'cases.opened_at', timezone: 'sources.timezone' }) %> as effective_date,
    complaints.complaint_id,
    cast(null as varchar) as order_id,
    complaints.party_id
  from cases
  inner join complaint_cases on complaint_cases.case_id = cases.case_id
  inner join complaints on complaints.complaint_id = complaint_cases.complaint_id
  inner join sources on sources.source = cases.source
  left join contacted on contacted.complaint_id = complaints.complaint_id
),

effort as (
  select * from handling
  union all
  select * from contacts
  union all
  select * from case_work where minutes is not null
),

first_orders as (
  select party_id, min(order_date) as first_order_date from orders where status <> 'cancelled' group by party_id
),

costed as (
  select
    effort.source_document,
    effort.basis,
    effort.pool,
    effort.minutes,
    <%= it.macro('effort_cost', { minutes: 'effort.minutes', pool: 'pools' }) %> as cost,
    effort.effective_date,
    effort.complaint_id,
    effort.order_id,
    effort.party_id,
    effort.complaint_id is null
    and effort.order_id is null
    and (first_orders.first_order_date is null or effort.effective_date < first_orders.first_order_date) as is_prospect
  from effort
  inner join pools on pools.pool = effort.pool
  left join first_orders on first_orders.party_id = effort.party_id
)

select * from costed
