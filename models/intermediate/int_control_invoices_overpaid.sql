with payments as (
  select invoice_id, sum(amount) as amount, max(paid_on) as paid_on
  from <%= it.ref('int_settlement_document') %>
  where invoice_id is not null and kind <> 'credit'
  group by invoice_id
),

invoices as (
  select * from <%= it.ref('int_invoice') %>
),

overpaid as (
  select
    invoices.invoice_id,
    invoices.currency,
    invoices.invoice_date,
    payments.paid_on,
    cast(invoices.gross_amount as decimal(18, 2)) as gross_amount,
    cast(payments.amount as decimal(18, 2)) as paid_amount,
    cast(payments.amount - invoices.gross_amount as decimal(28, 8)) as excess
  from payments
  inner join invoices on invoices.invoice_id = payments.invoice_id
  where payments.amount > greatest(invoices.gross_amount, 0) + 0.01
),

findings as (
  select
    'invoices_overpaid' as control,
    overpaid.invoice_id as finding_key,
    'invoice ' || overpaid.invoice_id || ' of ' || overpaid.gross_amount || ' ' || overpaid.currency || ' was paid with '
    || overpaid.paid_amount as what,
    <%= it.macro('convert', { amount: 'overpaid.excess', currency: 'overpaid.currency', rate: 'exchange_rate' }) %> as amount,
    overpaid.paid_on as occurred_on
  from overpaid
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'overpaid.currency', date: 'overpaid.invoice_date' }) %>
)

select * from findings
