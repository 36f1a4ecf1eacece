with documents as (
  select * from <%= it.ref('int_receivable_document') %> where amount is null or amount <> 0
),

weights as (
  select * from <%= it.ref('int_receivable_weight') %>
),

invoice_weights as (
  select invoice_id, sum(weight) as weight, count(*) as targets from weights group by invoice_id
),

-- Only what allocating needs: the rest is joined to the parts afterwards.
targets as (
  select
    documents.document_number,
    weights.weight_number,
    documents.amount,
    weights.weight,
    invoice_weights.targets
  from documents
  inner join invoice_weights on invoice_weights.invoice_id = documents.invoice_id
  inner join weights on weights.invoice_id = documents.invoice_id
  where weights.weight > 0 or invoice_weights.weight = 0
),

shared as (
  select document_number, weight_number, amount, weight from targets where targets > 1
),

split as (
  <%= it.macro('allocate', { from: 'shared', document: 'document_number', amount: 'amount', weight: 'weight', ties: 'weight_number' }) %>
),

parts as (
  select document_number, weight_number, part from split
  union all
  select document_number, weight_number, amount as part from targets where targets = 1
),

described as (
  select
    row_number() over (order by parts.document_number, parts.weight_number) as part_number,
    documents.invoice_id,
    documents.source_document,
    weights.order_line_id,
    weights.invoice_line_id,
    weights.order_id,
    weights.party_id,
    documents.step,
    documents.effective_date,
    documents.basis,
    parts.part as amount
  from parts
  inner join documents on documents.document_number = parts.document_number
  inner join weights on weights.weight_number = parts.weight_number
  where parts.part is null or parts.part <> 0
)

select * from described
