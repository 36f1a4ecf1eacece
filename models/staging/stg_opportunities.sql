with opportunities as (
  select * from <%= it.source('opportunities') %>
),

identified as (
  select
    opportunities.source,
    opportunities.source || ':' || opportunities.opportunity_id as opportunity_id,
    <%= it.macro('reference', { of: 'opportunities', column: 'account_id' }) %> as account_id,
    <%= it.macro('reference', { of: 'opportunities', column: 'customer_id' }) %> as customer_id,
    <%= it.macro('reference', { of: 'opportunities', column: 'product_id' }) %> as product_id,
    <%= it.macro('reference', { of: 'opportunities', column: 'order_id' }) %> as order_id,
    opportunities.name,
    opportunities.stage,
    opportunities.status,
    opportunities.amount,
    opportunities.currency,
    opportunities.probability,
    opportunities.created_at,
    opportunities.close_date
  from opportunities
  <%= it.macro('reference_join', { of: 'opportunities', column: 'account_id', entity: 'accounts' }) %>
  <%= it.macro('reference_join', { of: 'opportunities', column: 'customer_id', entity: 'customers' }) %>
  <%= it.macro('reference_join', { of: 'opportunities', column: 'product_id', entity: 'products' }) %>
  <%= it.macro('reference_join', { of: 'opportunities', column: 'order_id', entity: 'orders' }) %>
)

select * from identified
