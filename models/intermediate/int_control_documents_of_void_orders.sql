with invoice_lines as (
  select * from <%= it.ref('stg_invoice_lines') %>
),

counted as (
  select invoice_line_id from <%= it.ref('int_invoice_line') %>
),

left_out as (
  select invoice_lines.*
  from invoice_lines
  where not exists (select 1 from counted where counted.invoice_line_id = invoice_lines.invoice_line_id)
),

findings as (
  select
    'documents_of_void_orders' as control,
    left_out.invoice_line_id as finding_key,
    left_out.kind || ' line ' || left_out.invoice_line_id || ' belongs to a cancelled or draft order: it is in no figure' as what,
    <%= it.macro('convert', {
      amount: `case left_out.kind when 'invoice' then left_out.net_amount else -left_out.net_amount end`,
      currency: 'left_out.currency',
      rate: 'exchange_rate',
    }) %> as amount,
    left_out.posted_on as occurred_on
  from left_out
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'left_out.currency', date: 'left_out.posted_on' }) %>
)

select * from findings
