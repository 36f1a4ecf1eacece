with invoices as (
  select invoice_id, source, invoice_date, due_on, gross_amount
  from <%= it.ref('int_invoice') %>
  where gross_amount > 0 and invoice_date < <%= it.as_of %> and <%= it.var('receivables.yearly_rate') %> > 0
),

sources as (
  select source from <%= it.ref('int_source') %> where has_payments
),

charged as (
  select invoices.*
  from invoices
  inner join sources on sources.source = invoices.source
),

settled as (
  select invoice_id, least(settled_on, <%= it.as_of %>) as open_until, sum(amount) as amount
  from <%= it.ref('int_settlement') %>
  group by invoice_id, least(settled_on, <%= it.as_of %>)
),

settled_totals as (
  select invoice_id, sum(amount) as amount from settled group by invoice_id
),

parts as (
  select charged.invoice_id, charged.invoice_date, charged.due_on, settled.open_until, settled.amount
  from charged
  inner join settled on settled.invoice_id = charged.invoice_id
  union all
  select
    charged.invoice_id,
    charged.invoice_date,
    charged.due_on,
    <%= it.as_of %> as open_until,
    charged.gross_amount - coalesce(settled_totals.amount, 0) as amount
  from charged
  left join settled_totals on settled_totals.invoice_id = charged.invoice_id
  where charged.gross_amount > coalesce(settled_totals.amount, 0)
),

monthly as (
  select
    invoice_id,
    amount,
    due_on,
    cast(month as date) as month,
    greatest(invoice_date, cast(month as date)) as first_day,
    least(open_until, cast(month + interval 1 month as date)) as end_day
  from (
    select
      *,
      unnest(generate_series(date_trunc('month', invoice_date), cast(open_until - 1 as timestamp), interval 1 month)) as month
    from parts
    where open_until > invoice_date
  )
),

-- A day belongs to the morning on which it begins: one before the due date is within terms, the due date itself is the first late one.
by_basis as (
  select
    invoice_id,
    month,
    'within_terms' as basis,
    amount,
    least(end_day, due_on) - first_day as days,
    least(end_day, due_on) - 1 as last_day
  from monthly
  where least(end_day, due_on) > first_day
  union all
  select
    invoice_id,
    month,
    'late' as basis,
    amount,
    end_day - greatest(first_day, due_on) as days,
    end_day - 1 as last_day
  from monthly
  where end_day > greatest(first_day, due_on)
),

accrued as (
  select
    invoice_id,
    month,
    basis,
    cast(sum(amount * days) as decimal(28, 6)) as amount_days,
    max(last_day) as last_day
  from by_basis
  group by invoice_id, month, basis
)

select *, row_number() over (order by invoice_id, month, basis desc) as accrual_number from accrued
