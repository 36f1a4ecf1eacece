with invoices as (
  select count(*) as invoices from <%= it.ref('int_invoice') %>
),

findings as (
  select
    'cost_of_capital_missing' as control,
    'receivables.yearly_rate' as finding_key,
    'the cost of capital is not set (receivables.yearly_rate): receivables cost nothing' as what,
    cast(null as <%= it.money_type %>) as amount,
    cast(null as date) as occurred_on
  from invoices
  where invoices > 0 and <%= it.var('receivables.yearly_rate') %> = 0
)

select * from findings
