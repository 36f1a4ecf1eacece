with cost_parts as (
  select * from <%= it.ref('int_cost_part') %>
),

receivable_documents as (
  select * from <%= it.ref('int_receivable_document') %>
),

receivable_parts as (
  select * from <%= it.ref('int_receivable_part') %>
),

receivable_entries as (
  select * from <%= it.ref('int_receivable_entry') %>
),

order_level_sales as (
  select * from <%= it.ref('int_order_level_sale_part') %>
),

invoice_lines as (
  select * from <%= it.ref('int_invoice_line') %>
),

allocated as (
  select source_document || ' ' || step || ' ' || basis as finding_key, min(document_amount) as expected, sum(amount) as found
  from cost_parts
  group by source_document, step, basis
  union all
  select
    'invoice_lines/' || order_level_sales.invoice_line_id || ' invoice_revenue' as finding_key,
    min(invoice_lines.net) as expected,
    sum(order_level_sales.net) as found
  from order_level_sales
  inner join invoice_lines on invoice_lines.invoice_line_id = order_level_sales.invoice_line_id
  group by order_level_sales.invoice_line_id
  union all
  select
    documents.source_document || ' ' || documents.basis || ' ' || documents.invoice_id as finding_key,
    documents.amount as expected,
    coalesce(parts.amount, 0) as found
  from receivable_documents as documents
  left join (
    select invoice_id, source_document, basis, sum(amount) as amount
    from receivable_parts
    group by invoice_id, source_document, basis
  ) as parts
    on parts.invoice_id = documents.invoice_id
    and parts.source_document = documents.source_document
    and parts.basis = documents.basis
  union all
  select
    'receivables by month' as finding_key,
    (select sum(amount) from receivable_parts) as expected,
    -(select sum(amount) from receivable_entries) as found
),

findings as (
  select
    'allocations_reconcile' as control,
    finding_key,
    'the document says ' || expected || ', its parts are ' || found as what,
    cast(found - expected as <%= it.money_type %>) as amount,
    cast(null as date) as occurred_on
  from allocated
  where expected <> found
)

select * from findings
