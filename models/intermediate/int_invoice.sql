with invoice_lines as (
  select * from <%= it.ref('int_invoice_line_place') %> where kind = 'invoice'
),

customers as (
  select customer_id, payment_terms_id from <%= it.ref('stg_customers') %>
),

payment_terms as (
  select payment_terms_id, net_days from <%= it.ref('stg_payment_terms') %>
),

invoices as (
  select
    invoice_id,
    min(source) as source,
    min(customer_id) as customer_id,
    min(party_id) as party_id,
    bool_or(is_intercompany) as is_intercompany,
    min(currency) as currency,
    min(posted_on) as invoice_date,
    max(due_on) as stated_due_on,
    cast(sum(gross_amount) as decimal(18, 6)) as gross_amount,
    cast(sum(net_amount) as decimal(18, 6)) as net_amount,
    min(invoice_line_id) as first_line_id
  from invoice_lines
  group by invoice_id
),

with_terms as (
  select
    invoices.* exclude (stated_due_on),
    coalesce(
      invoices.stated_due_on,
      invoices.invoice_date + cast(payment_terms.net_days as integer),
      invoices.invoice_date
    ) as due_on
  from invoices
  left join customers on customers.customer_id = invoices.customer_id
  left join payment_terms on payment_terms.payment_terms_id = customers.payment_terms_id
)

select * from with_terms
