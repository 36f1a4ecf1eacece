with invoices as (
  select invoice_id, source, party_id, is_intercompany, currency, invoice_date, due_on, gross_amount
  from <%= it.ref('int_invoice') %>
  where gross_amount > 0 and invoice_date <= <%= it.as_of %>
),

sources as (
  select source from <%= it.ref('int_source') %> where has_payments
),

settled as (
  select invoice_id, sum(amount) as amount
  from <%= it.ref('int_settlement') %>
  where settled_on <= <%= it.as_of %>
  group by invoice_id
),

open_invoices as (
  select
    invoices.*,
    cast(invoices.gross_amount - coalesce(settled.amount, 0) as decimal(18, 6)) as open_amount
  from invoices
  inner join sources on sources.source = invoices.source
  left join settled on settled.invoice_id = invoices.invoice_id
),

converted as (
  select
    open_invoices.invoice_id,
    open_invoices.party_id,
    open_invoices.is_intercompany,
    open_invoices.currency,
    open_invoices.invoice_date,
    open_invoices.due_on,
    open_invoices.open_amount,
    <%= it.macro('convert', { amount: 'open_invoices.open_amount', currency: 'open_invoices.currency', rate: 'exchange_rate' }) %> as open_reporting
  from open_invoices
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'open_invoices.currency', date: 'open_invoices.invoice_date' }) %>
  where open_invoices.open_amount > 0
)

select * from converted
