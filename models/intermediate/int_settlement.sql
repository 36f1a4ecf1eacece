with invoices as (
  select invoice_id, customer_id, party_id, currency, invoice_date, due_on, gross_amount
  from <%= it.ref('int_invoice') %>
  where gross_amount > 0
),

documents as (
  select * from <%= it.ref('int_settlement_document') %>
),

-- Documents that name their invoice: each takes what those before it left open.
named as (
  select
    documents.source_document,
    documents.invoice_id,
    invoices.gross_amount,
    documents.amount,
    sum(documents.amount) over (
      partition by documents.invoice_id
      order by greatest(documents.paid_on, invoices.invoice_date), documents.precedence, documents.document_id
      rows between unbounded preceding and current row
    ) as reaches
  from documents
  inner join invoices on invoices.invoice_id = documents.invoice_id
),

named_parts as (
  select
    source_document,
    invoice_id,
    least(reaches, gross_amount) - least(reaches - amount, gross_amount) as amount
  from named
),

named_totals as (
  select invoice_id, sum(amount) as amount from named_parts group by invoice_id
),

-- The others lie end to end along the open invoices of their customer and currency, oldest first: both are intervals on one
-- line, and what overlaps is settled. Cutting the line at every start needs no join of all with all.
unnamed as (
  select
    customer_id,
    currency,
    source_document,
    sum(amount) over (
      partition by customer_id, currency
      order by paid_on, precedence, document_id
      rows between unbounded preceding and current row
    ) as ends_at,
    amount
  from documents
  where invoice_id is null and customer_id is not null
),

open_invoices as (
  select
    invoices.customer_id,
    invoices.currency,
    invoices.invoice_id,
    invoices.invoice_date,
    invoices.gross_amount - coalesce(named_totals.amount, 0) as amount
  from invoices
  left join named_totals on named_totals.invoice_id = invoices.invoice_id
  where invoices.customer_id in (select customer_id from unnamed)
),

queued_invoices as (
  select
    *,
    sum(amount) over (
      partition by customer_id, currency
      order by invoice_date, invoice_id
      rows between unbounded preceding and current row
    ) as ends_at
  from open_invoices
  where amount > 0
),

cuts as (
  select customer_id, currency, place, max(invoice_id) as invoice_id, max(source_document) as source_document
  from (
    select customer_id, currency, ends_at - amount as place, invoice_id, null as source_document from queued_invoices
    union all
    select customer_id, currency, ends_at - amount as place, null as invoice_id, source_document from unnamed
  )
  group by customer_id, currency, place
),

segments as (
  select
    customer_id,
    currency,
    place,
    lead(place) over along as next_place,
    last_value(invoice_id ignore nulls) over along as invoice_id,
    last_value(source_document ignore nulls) over along as source_document
  from cuts
  window along as (partition by customer_id, currency order by place)
),

unnamed_parts as (
  select
    segments.source_document,
    segments.invoice_id,
    least(coalesce(segments.next_place, unnamed.ends_at), unnamed.ends_at, queued_invoices.ends_at) - segments.place as amount
  from segments
  inner join unnamed on unnamed.source_document = segments.source_document
  inner join queued_invoices on queued_invoices.invoice_id = segments.invoice_id
),

parts as (
  select * from named_parts
  union all
  select * from unnamed_parts
),

settled as (
  select
    invoices.invoice_id,
    invoices.party_id,
    documents.source_document,
    documents.kind,
    greatest(documents.paid_on, invoices.invoice_date) as settled_on,
    invoices.due_on,
    invoices.currency,
    cast(parts.amount as decimal(18, 6)) as amount,
    <%= it.macro('convert', { amount: 'parts.amount', currency: 'invoices.currency', rate: 'exchange_rate' }) %> as amount_reporting
  from parts
  inner join invoices on invoices.invoice_id = parts.invoice_id
  inner join documents on documents.source_document = parts.source_document
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'invoices.currency', date: 'invoices.invoice_date' }) %>
  where parts.amount > 0
)

select * from settled
