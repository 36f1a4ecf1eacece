with parts as (
  select * from <%= it.ref('int_receivable_part') %>
),

accruals as (
  select * from <%= it.ref('int_interest_accrual') %>
),

-- Only what allocating needs: the rest is joined to the parts afterwards.
interest_targets as (
  select parts.part_number, accruals.accrual_number, parts.amount, accruals.amount_days
  from parts
  inner join accruals on accruals.invoice_id = parts.invoice_id
  where parts.basis = 'interest'
),

interest_parts as (
  <%= it.macro('allocate', {
    from: 'interest_targets', document: 'part_number', amount: 'amount', weight: 'amount_days', ties: 'accrual_number',
  }) %>
),

interest as (
  select
    parts.order_line_id,
    parts.order_id,
    parts.party_id,
    parts.step,
    interest_parts.part as amount,
    accruals.last_day as effective_date,
    parts.source_document,
    accruals.basis
  from interest_parts
  inner join parts on parts.part_number = interest_parts.part_number
  inner join accruals on accruals.accrual_number = interest_parts.accrual_number
  where interest_parts.part is null or interest_parts.part <> 0
),

booked as (
  select order_line_id, order_id, party_id, step, amount, effective_date, source_document, basis
  from parts
  where basis <> 'interest'
  union all
  select * from interest
),

entries as (
  select
    order_line_id,
    order_id,
    party_id,
    case when order_line_id is null then 'customer_cost' else step end as step,
    cast(-amount as <%= it.money_type %>) as amount,
    effective_date,
    source_document,
    basis
  from booked
)

select * from entries
