with order_costs as (
  select * from <%= it.source('order_costs') %>
),

identified as (
  select
    order_costs.source,
    order_costs.source || ':' || order_costs.cost_id as cost_id,
    <%= it.macro('reference', { of: 'order_costs', column: 'replaces_cost_id' }) %> as replaces_cost_id,
    <%= it.macro('reference', { of: 'order_costs', column: 'case_id' }) %> as case_id,
    <%= it.macro('reference', { of: 'order_costs', column: 'scope_id' }) %> as scope_id,
    order_costs.kind,
    order_costs.scope,
    order_costs.amount,
    order_costs.currency,
    order_costs.date,
    order_costs.status
  from order_costs
  <%= it.macro('reference_join', { of: 'order_costs', column: 'replaces_cost_id', entity: 'order_costs' }) %>
  <%= it.macro('reference_join', { of: 'order_costs', column: 'case_id', entity: 'cases' }) %>
  left join <%= it.ref('int_reference') %> as scope_id_elsewhere
    on scope_id_elsewhere.entity = case order_costs.scope when 'line' then 'order_lines' when 'delivery' then 'deliveries' when 'order' then 'orders' else 'customers' end
    and scope_id_elsewhere.source = order_costs.source
    and scope_id_elsewhere.reference = order_costs.scope_id
)

select * from identified
