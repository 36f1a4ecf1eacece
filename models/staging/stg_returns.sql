with returns as (
  select * from <%= it.source('returns') %>
),

identified as (
  select
    returns.source,
    returns.source || ':' || returns.return_id as return_id,
    <%= it.macro('reference', { of: 'returns', column: 'order_line_id' }) %> as order_line_id,
    <%= it.macro('reference', { of: 'returns', column: 'case_id' }) %> as case_id,
    returns.lot_id,
    returns.quantity,
    returns.disposition,
    returns.rework_cost,
    returns.received_on,
    returns.reason
  from returns
  <%= it.macro('reference_join', { of: 'returns', column: 'order_line_id', entity: 'order_lines' }) %>
  <%= it.macro('reference_join', { of: 'returns', column: 'case_id', entity: 'cases' }) %>
)

select * from identified
