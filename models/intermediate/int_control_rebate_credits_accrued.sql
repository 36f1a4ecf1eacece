with credits as (
  select * from <%= it.ref('int_invoice_line') %> where kind = 'credit' and step = 'rebate'
),

rebated_parties as (
  select party_id from <%= it.ref('int_party_rebate') %>
),

findings as (
  select
    'rebate_credits_accrued' as control,
    credits.invoice_line_id as finding_key,
    'rebate credit ' || credits.invoice_line_id || ' settles what the policy accrued for ' || credits.party_id || ': it is no second rebate' as what,
    cast(credits.net as <%= it.money_type %>) as amount,
    credits.posted_on as occurred_on
  from credits
  inner join rebated_parties on rebated_parties.party_id = credits.party_id
)

select * from findings
