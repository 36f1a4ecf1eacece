with documents as (
  select * from <%= it.ref('int_receivable_document') %> where amount is null or amount <> 0
),

weights as (
  select
    *,
    sum(weight) over (partition by invoice_id) as invoice_weight,
    count(*) over (partition by invoice_id) as targets
  from <%= it.ref('int_receivable_weight') %>
),

targets as (
  select
    documents.document_number,
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
    weights.position,
    weights.weight,
    weights.targets
  from documents
  inner join weights on weights.invoice_id = documents.invoice_id
  where weights.weight > 0 or weights.invoice_weight = 0
),

shared as (
  select * from targets where targets > 1
),

split as (
  <%= it.macro('allocate', { from: 'shared', document: 'document_number', amount: 'amount', weight: 'weight', ties: 'position' }) %>
),

parts as (
  select * from split
  union all
  select *, amount as part from targets where targets = 1
),

numbered as (
  select
    row_number() over (order by document_number, position) as part_number,
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
)

select * from numbered
