with parts as (
  select * from <%= it.ref('int_receivable_part') %>
),

accruals as (
  select * from <%= it.ref('int_interest_accrual') %>
),

interest_shares as (
  select
    parts.*,
    accruals.basis as accrual_basis,
    accruals.position,
    accruals.last_day,
    accruals.amount_days
  from parts
  inner join accruals on accruals.invoice_id = parts.invoice_id
  where parts.basis = 'interest'
),

interest as (
  <%= it.macro('allocate', {
    from: 'interest_shares',
    document: 'part_number',
    amount: 'amount',
    weight: 'amount_days',
    ties: 'position',
  }) %>
),

booked as (
  select order_line_id, order_id, party_id, step, amount, effective_date, source_document, basis
  from parts
  where basis <> 'interest'
  union all
  select order_line_id, order_id, party_id, step, part as amount, last_day as effective_date, source_document, accrual_basis as basis
  from interest
  where part is null or part <> 0
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
