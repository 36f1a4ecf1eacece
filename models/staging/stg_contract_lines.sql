with contract_lines as (
  select * from <%= it.source('contract_lines') %>
),

identified as (
  select
    contract_lines.source,
    contract_lines.source || ':' || contract_lines.contract_id as contract_id,
    <%= it.macro('reference', { of: 'contract_lines', column: 'account_id' }) %> as account_id,
    <%= it.macro('reference', { of: 'contract_lines', column: 'customer_id' }) %> as customer_id,
    <%= it.macro('reference', { of: 'contract_lines', column: 'product_id' }) %> as product_id,
    contract_lines.line_no,
    contract_lines.category,
    contract_lines.price,
    contract_lines.discount,
    contract_lines.currency,
    contract_lines.valid_from,
    contract_lines.valid_to,
    contract_lines.frozen_until
  from contract_lines
  <%= it.macro('reference_join', { of: 'contract_lines', column: 'account_id', entity: 'accounts' }) %>
  <%= it.macro('reference_join', { of: 'contract_lines', column: 'customer_id', entity: 'customers' }) %>
  <%= it.macro('reference_join', { of: 'contract_lines', column: 'product_id', entity: 'products' }) %>
)

select * from identified
