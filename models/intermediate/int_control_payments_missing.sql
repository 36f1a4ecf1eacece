with sources as (
  select source from <%= it.ref('int_source') %> where not has_payments
),

invoice_lines as (
  select source, gross, posted_on from <%= it.ref('int_invoice_line') %> where kind = 'invoice'
),

findings as (
  select
    'payments_missing' as control,
    sources.source as finding_key,
    sources.source || ' delivers ' || count(*) || ' invoice lines and no payments: interest, open balances and days late are unknown' as what,
    cast(sum(invoice_lines.gross) as <%= it.money_type %>) as amount,
    max(invoice_lines.posted_on) as occurred_on
  from sources
  inner join invoice_lines on invoice_lines.source = sources.source
  group by sources.source
)

select * from findings
