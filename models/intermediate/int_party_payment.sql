with invoices as (
  select * from <%= it.ref('int_invoice') %> where gross_amount > 0 and not is_intercompany
),

sources as (
  select source from <%= it.ref('int_source') %> where has_payments
),

settlements as (
  select invoice_id, party_id, kind, settled_on, due_on, amount, amount_reporting from <%= it.ref('int_settlement') %>
),

settled as (
  select invoice_id, sum(amount) as amount from settlements group by invoice_id
),

unsettled as (
  select
    invoices.party_id,
    invoices.due_on,
    <%= it.macro('convert', { amount: '(invoices.gross_amount - coalesce(settled.amount, 0))', currency: 'invoices.currency', rate: 'exchange_rate' }) %> as amount
  from invoices
  inner join sources on sources.source = invoices.source
  left join settled on settled.invoice_id = invoices.invoice_id
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'invoices.currency', date: 'invoices.invoice_date' }) %>
  where invoices.gross_amount > coalesce(settled.amount, 0)
),

-- What was ever overdue appears on the day after it was due and vanishes when it is settled; sums over these changes give what is
-- overdue at each month-end without looking at every open invoice in every month.
changes as (
  select party_id, due_on + 1 as changed_on, amount as overdue, amount * date_diff('day', date '2000-01-01', due_on) as overdue_days, 0 as paid, 0 as paid_days
  from unsettled
  union all
  select party_id, due_on + 1, amount_reporting, amount_reporting * date_diff('day', date '2000-01-01', due_on), 0, 0
  from settlements
  where settled_on > due_on
  union all
  select party_id, settled_on, -amount_reporting, -amount_reporting * date_diff('day', date '2000-01-01', due_on), 0, 0
  from settlements
  where settled_on > due_on
  union all
  select party_id, settled_on, 0, 0, amount_reporting, amount_reporting * date_diff('day', due_on, settled_on)
  from settlements
  where kind in ('cash', 'discount')
),

months as (
  select
    party_id,
    cast(date_trunc('month', changed_on) as date) as month,
    cast(coalesce(sum(paid), 0) as <%= it.money_type %>) as paid_amount,
    cast(coalesce(sum(paid_days), 0) as decimal(28, 2)) as paid_late_days,
    cast(coalesce(sum(overdue), 0) as <%= it.money_type %>) as overdue_change,
    cast(coalesce(sum(overdue_days), 0) as decimal(28, 2)) as overdue_due_days_change
  from changes
  group by party_id, cast(date_trunc('month', changed_on) as date)
)

select * from months
