with policy as (
  select <%= it.var('receivables.yearly_rate') %> as yearly_rate
),

findings as (
  select
    'cost_of_capital_missing' as control,
    'receivables.yearly_rate' as finding_key,
    'cost of capital not set (receivables.yearly_rate): receivables cost nothing' as what,
    cast(null as <%= it.money_type %>) as amount,
    cast(null as date) as occurred_on
  from policy
  where yearly_rate = 0
)

select * from findings
