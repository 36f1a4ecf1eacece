with credits as (
  select * from <%= it.ref('int_invoice_line_place') %> where kind = 'credit'
),

invoice_lines as (
  select * from <%= it.ref('int_invoice_line_place') %> where kind = 'invoice'
),

invoices as (
  select invoice_id, invoice_date from <%= it.ref('int_invoice') %>
),

sales as (
  select
    order_line_id,
    order_id,
    invoice_id,
    posted_on,
    invoice_line_id
  from invoice_lines
  where reason <> 'freight' and order_id is not null
),

first_of_order_line as (
  select order_line_id, min_by(invoice_id, (posted_on, invoice_line_id)) as invoice_id
  from sales
  where order_line_id in (select order_line_id from credits)
  group by order_line_id
),

first_of_order as (
  select order_id, min_by(invoice_id, (posted_on, invoice_line_id)) as invoice_id
  from sales
  where order_id in (select order_id from credits)
  group by order_id
),

found as (
  select
    credits.invoice_line_id,
    coalesce(
      referenced.invoice_id,
      same_document.invoice_id,
      first_of_order_line.invoice_id,
      first_of_order.invoice_id
    ) as invoice_id
  from credits
  left join invoice_lines as referenced on referenced.invoice_line_id = credits.reference_line_id
  left join invoices as same_document on same_document.invoice_id = credits.invoice_id
  left join first_of_order_line on first_of_order_line.order_line_id = credits.order_line_id
  left join first_of_order on first_of_order.order_id = credits.order_id
),

dated as (
  select found.invoice_line_id, found.invoice_id as credited_invoice_id, invoices.invoice_date as credited_on
  from found
  left join invoices on invoices.invoice_id = found.invoice_id
)

select * from dated
