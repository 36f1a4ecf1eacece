with cases as (
  select * from <%= it.source('cases') %>
),

identified as (
  select
    cases.source,
    cases.source || ':' || cases.case_id as case_id,
    <%= it.macro('reference', { of: 'cases', column: 'account_id' }) %> as account_id,
    <%= it.macro('reference', { of: 'cases', column: 'customer_id' }) %> as customer_id,
    <%= it.macro('reference', { of: 'cases', column: 'order_id' }) %> as order_id,
    <%= it.macro('reference', { of: 'cases', column: 'order_line_id' }) %> as order_line_id,
    <%= it.macro('reference', { of: 'cases', column: 'product_id' }) %> as product_id,
    cases.lot_id,
    cases.category,
    cases.severity,
    cases.fault,
    cases.opened_at,
    cases.acknowledged_at,
    cases.resolved_at,
    cases.reopen_count,
    cases.minutes,
    cases.resource_pool,
    cases.recovery,
    cases.reference,
    cases.subject,
    cases.resolution
  from cases
  <%= it.macro('reference_join', { of: 'cases', column: 'account_id', entity: 'accounts' }) %>
  <%= it.macro('reference_join', { of: 'cases', column: 'customer_id', entity: 'customers' }) %>
  <%= it.macro('reference_join', { of: 'cases', column: 'order_id', entity: 'orders' }) %>
  <%= it.macro('reference_join', { of: 'cases', column: 'order_line_id', entity: 'order_lines' }) %>
  <%= it.macro('reference_join', { of: 'cases', column: 'product_id', entity: 'products' }) %>
)

select * from identified
