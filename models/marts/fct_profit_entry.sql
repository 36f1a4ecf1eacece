with entries as (
  select * from <%= it.ref('int_profit_entry') %> where not is_intercompany
),

profit as (
  select order_line_id, order_id, party_id, step, amount, effective_date, source_document, basis
  from entries
)

select * from profit
