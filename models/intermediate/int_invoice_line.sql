with invoice_lines as (
  select * from <%= it.ref('int_invoice_line_place') %>
),

credited_invoices as (
  select * from <%= it.ref('int_credited_invoice') %>
),

dated as (
  select
    invoice_lines.*,
    credited_invoices.credited_invoice_id,
    coalesce(credited_invoices.credited_on, invoice_lines.posted_on) as rate_date
  from invoice_lines
  left join credited_invoices on credited_invoices.invoice_line_id = invoice_lines.invoice_line_id
),

converted as (
  select
    dated.*,
    <%= it.macro('convert', { amount: 'dated.net_amount', currency: 'dated.currency', rate: 'exchange_rate' }) %> as net,
    <%= it.macro('convert', { amount: 'dated.gross_amount', currency: 'dated.currency', rate: 'exchange_rate' }) %> as gross
  from dated
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'dated.currency', date: 'dated.rate_date' }) %>
)

select * from converted
