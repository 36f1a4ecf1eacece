with invoices as (
  select invoice_id, currency from <%= it.ref('int_invoice') %>
),

customers as (
  select customer_id from <%= it.ref('stg_customers') %>
),

payments as (
  select
    'payments/' || payment_id as source_document,
    payment_id as document_id,
    kind,
    1 as precedence,
    invoice_id,
    customer_id,
    currency,
    paid_on,
    amount
  from <%= it.ref('stg_payments') %>
  where kind in ('cash', 'discount', 'writeoff') and amount > 0
),

-- A customer that nobody knows has no other invoices that a credit without invoice could settle.
credits as (
  select
    'invoice_lines/' || invoice_lines.invoice_line_id as source_document,
    invoice_lines.invoice_line_id as document_id,
    'credit' as kind,
    0 as precedence,
    invoice_lines.credited_invoice_id as invoice_id,
    customers.customer_id,
    invoice_lines.currency,
    invoice_lines.posted_on as paid_on,
    invoice_lines.gross_amount as amount
  from <%= it.ref('int_invoice_line') %> as invoice_lines
  left join customers on customers.customer_id = invoice_lines.customer_id
  where invoice_lines.kind = 'credit' and invoice_lines.gross_amount > 0
),

documents as (
  select * from payments
  union all
  select * from credits
),

matched as (
  select
    documents.* exclude (invoice_id),
    invoices.invoice_id,
    coalesce(invoices.currency, documents.currency) as invoice_currency
  from documents
  left join invoices on invoices.invoice_id = documents.invoice_id
),

through_reporting_currency as (
  select
    matched.*,
    <%= it.macro('convert_price', { price: 'matched.amount', currency: 'matched.currency', rate: 'paid_rate' }) %> as reporting_amount,
    invoice_rate.direct_rate as invoice_direct_rate,
    invoice_rate.inverse_rate as invoice_inverse_rate
  from matched
  <%= it.macro('exchange_rate_join', { as: 'paid_rate', currency: 'matched.currency', date: 'matched.paid_on' }) %>
  <%= it.macro('exchange_rate_join', { as: 'invoice_rate', currency: 'matched.invoice_currency', date: 'matched.paid_on' }) %>
),

in_invoice_currency as (
  select
    source_document,
    document_id,
    kind,
    precedence,
    invoice_id,
    customer_id,
    invoice_currency as currency,
    paid_on,
    cast(case
      when invoice_currency = currency then amount
      when invoice_currency = <%= it.reporting_currency %> then reporting_amount
      when invoice_direct_rate is not null then cast(<%= it.macro('divide_round', {
        numerator: 'cast(reporting_amount * 10000000000 as hugeint) * 10000000000',
        denominator: 'cast(invoice_direct_rate * 100000000000000 as hugeint)',
      }) %> as decimal(30, 0)) * 0.000001
      else cast(reporting_amount as decimal(22, 8)) * invoice_inverse_rate
    end as decimal(18, 6)) as amount
  from through_reporting_currency
)

select * from in_invoice_currency where amount is not null
