with payments as (
  select * from <%= it.source('payments') %>
),

identified as (
  select
    payments.source,
    payments.source || ':' || payments.payment_id as payment_id,
    <%= it.macro('reference', { of: 'payments', column: 'invoice_id' }) %> as invoice_id,
    <%= it.macro('reference', { of: 'payments', column: 'customer_id' }) %> as customer_id,
    payments.amount,
    payments.currency,
    payments.paid_on,
    payments.kind
  from payments
  <%= it.macro('reference_join', { of: 'payments', column: 'invoice_id', entity: 'invoices' }) %>
  <%= it.macro('reference_join', { of: 'payments', column: 'customer_id', entity: 'customers' }) %>
)

select * from identified
