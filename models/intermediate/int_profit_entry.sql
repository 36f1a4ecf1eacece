with order_lines as (
  select order_line_id, order_id, party_id, is_intercompany from <%= it.ref('int_order_line') %>
),

revenue as (
  select * from <%= it.ref('int_revenue_entry') %>
),

rebates as (
  select * from <%= it.ref('int_party_rebate') %>
),

cost_documents as (
  select * from <%= it.ref('int_cost_document') %>
),

cost_parts as (
  select * from <%= it.ref('int_cost_part') %>
),

goods as (
  select * from <%= it.ref('int_goods_entry') %> where replaces_case_id is null
),

replacements as (
  select * from <%= it.ref('int_replacement_entry') %>
),

receivables as (
  select * from <%= it.ref('int_receivable_entry') %>
),

effort as (
  select * from <%= it.ref('int_effort') %> where is_prospect
),

idle as (
  select * from <%= it.ref('int_idle_capacity') %>
),

intercompany_parties as (
  select * from <%= it.ref('int_party_intercompany') %>
),

policy_rebates as (
  select
    revenue.order_line_id,
    'rebate' as step,
    -<%= it.money('revenue.amount * rebates.share') %> as amount,
    revenue.effective_date,
    revenue.source_document,
    'policy' as basis
  from revenue
  inner join order_lines on order_lines.order_line_id = revenue.order_line_id
  inner join rebates on rebates.party_id = order_lines.party_id
),

of_lines as (
  select order_line_id, 'invoice_revenue' as step, amount, effective_date, source_document, basis from revenue
  union all
  select * from policy_rebates
  union all
  select order_line_id, step, amount, effective_date, source_document, basis from goods
  union all
  select order_line_id, step, amount, effective_date, source_document, basis from replacements where order_line_id is not null
  union all
  select order_line_id, step, amount, effective_date, source_document, basis
  from cost_documents
  where order_line_id is not null and step not in ('freight_cost', 'packaging_cost', 'other_direct_cost')
  union all
  select order_line_id, step, amount, effective_date, source_document, basis
  from cost_parts
  where step not in ('freight_cost', 'packaging_cost', 'other_direct_cost')
  union all
  select order_line_id, step, amount, effective_date, source_document, basis from receivables where order_line_id is not null
),

with_order as (
  select
    of_lines.order_line_id,
    order_lines.order_id,
    order_lines.party_id,
    order_lines.is_intercompany,
    of_lines.step,
    of_lines.amount,
    of_lines.effective_date,
    of_lines.source_document,
    of_lines.basis
  from of_lines
  inner join order_lines on order_lines.order_line_id = of_lines.order_line_id
),

without_line as (
  select party_id, 'customer_cost' as step, amount, effective_date, source_document, basis
  from cost_documents
  where order_line_id is null
    and not exists (
      select 1
      from cost_parts
      where cost_parts.source_document = cost_documents.source_document
        and cost_parts.step = cost_documents.step
        and cost_parts.basis = cost_documents.basis
    )
  union all
  select party_id, step, amount, effective_date, source_document, basis from replacements where order_line_id is null
  union all
  select party_id, step, amount, effective_date, source_document, basis from receivables where order_line_id is null
  union all
  select party_id, 'prospect_effort' as step, -cost as amount, effective_date, source_document, basis
  from effort
  union all
  select
    cast(null as varchar) as party_id,
    'idle_capacity' as step,
    -idle as amount,
    effective_date,
    source_document,
    'capacity' as basis
  from idle
  where idle <> 0
),

of_customers as (
  select
    cast(null as varchar) as order_line_id,
    cast(null as varchar) as order_id,
    without_line.party_id,
    coalesce(intercompany_parties.is_intercompany, false) as is_intercompany,
    without_line.step,
    without_line.amount,
    without_line.effective_date,
    without_line.source_document,
    without_line.basis
  from without_line
  left join intercompany_parties on intercompany_parties.party_id = without_line.party_id
),

entries as (
  select * from with_order
  union all
  select * from of_customers
),

typed as (
  select
    order_line_id,
    order_id,
    party_id,
    is_intercompany,
    step,
    cast(amount as <%= it.money_type %>) as amount,
    effective_date,
    source_document,
    basis
  from entries
  where amount is null or amount <> 0
)

select * from typed
