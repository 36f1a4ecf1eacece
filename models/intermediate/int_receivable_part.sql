with documents as (
  select * from <%= it.ref('int_receivable_document') %> where amount is null or amount <> 0
),

weights as (
  select *, sum(weight) over (partition by invoice_id) as invoice_weight
  from <%= it.ref('int_receivable_weight') %>
),

shares as (
  select
    documents.invoice_id,
    documents.source_document,
    documents.step,
    documents.effective_date,
    documents.basis,
    documents.amount,
    weights.order_line_id,
    weights.invoice_line_id,
    weights.order_id,
    weights.party_id,
    weights.line_no,
    weights.weight
  from documents
  inner join weights on weights.invoice_id = documents.invoice_id
  where weights.weight > 0 or weights.invoice_weight = 0
),

parts as (
  <%= it.macro('allocate', {
    from: 'shares',
    document: 'invoice_id, source_document, basis',
    amount: 'amount',
    weight: 'weight',
    ties: 'order_id nulls last, line_no, order_line_id, invoice_line_id',
  }) %>
)

select
  invoice_id,
  source_document,
  order_line_id,
  invoice_line_id,
  order_id,
  party_id,
  step,
  effective_date,
  basis,
  part as amount
from parts
where part is null or part <> 0
