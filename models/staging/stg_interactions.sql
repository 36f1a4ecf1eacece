with interactions as (
  select * from <%= it.source('interactions') %>
),

identified as (
  select
    interactions.source,
    interactions.source || ':' || interactions.interaction_id as interaction_id,
    <%= it.macro('reference', { of: 'interactions', column: 'account_id' }) %> as account_id,
    <%= it.macro('reference', { of: 'interactions', column: 'customer_id' }) %> as customer_id,
    <%= it.macro('reference', { of: 'interactions', column: 'opportunity_id' }) %> as opportunity_id,
    <%= it.macro('reference', { of: 'interactions', column: 'case_id' }) %> as case_id,
    <%= it.macro('reference', { of: 'interactions', column: 'order_id' }) %> as order_id,
    interactions.channel,
    interactions.started_at,
    interactions.minutes,
    interactions.attendees,
    interactions.resource_pool,
    interactions.subject
  from interactions
  <%= it.macro('reference_join', { of: 'interactions', column: 'account_id', entity: 'accounts' }) %>
  <%= it.macro('reference_join', { of: 'interactions', column: 'customer_id', entity: 'customers' }) %>
  <%= it.macro('reference_join', { of: 'interactions', column: 'opportunity_id', entity: 'opportunities' }) %>
  <%= it.macro('reference_join', { of: 'interactions', column: 'case_id', entity: 'cases' }) %>
  <%= it.macro('reference_join', { of: 'interactions', column: 'order_id', entity: 'orders' }) %>
)

select * from identified
