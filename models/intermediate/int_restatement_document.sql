with restatements as (
  select order_line_id, step from <%= it.ref('int_restatement') %>
),

entries as (
  select order_line_id, step, source_document, effective_date, amount, true as is_current
  from <%= it.ref('fct_profit_entry') %>
  union all
  select order_line_id, step, source_document, effective_date, amount, false as is_current
  from <%= it.source('published.fct_profit_entry') %>
),

documents as (
  select
    entries.order_line_id,
    entries.step,
    entries.source_document,
    min(entries.effective_date) as effective_date,
    bool_or(entries.is_current) and bool_or(not entries.is_current) as is_on_both,
    coalesce(sum(entries.amount) filter (where entries.is_current), 0)
      is distinct from coalesce(sum(entries.amount) filter (where not entries.is_current), 0)
      or count(*) filter (where entries.is_current and entries.amount is null)
      <> count(*) filter (where not entries.is_current and entries.amount is null) as is_different
  from entries
  inner join restatements on restatements.order_line_id = entries.order_line_id and restatements.step = entries.step
  group by entries.order_line_id, entries.step, entries.source_document
),

judged as (
  select
    order_line_id,
    step,
    source_document,
    is_different,
    bool_and(is_on_both) over (partition by order_line_id, step) as are_same_documents,
    row_number() over (
      partition by order_line_id, step order by is_different desc, effective_date, source_document
    ) as position
  from documents
),

first_different as (
  select order_line_id, step, source_document, are_same_documents from judged where position = 1 and is_different
)

select * from first_different
