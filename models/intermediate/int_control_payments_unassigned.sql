with payments as (
  select * from <%= it.ref('stg_payments') %> where kind in ('cash', 'discount', 'writeoff') and amount > 0
),

documents as (
  select * from <%= it.ref('int_settlement_document') %>
),

settled as (
  select source_document, sum(amount) as amount from <%= it.ref('int_settlement') %> group by source_document
),

judged as (
  select
    payments.payment_id,
    payments.kind,
    payments.currency,
    payments.paid_on,
    documents.source_document is null as is_without_rate,
    cast(
      case when documents.source_document is null then payments.amount else documents.amount - coalesce(settled.amount, 0) end as decimal(28, 8)
    ) as rest
  from payments
  left join documents on documents.source_document = 'payments/' || payments.payment_id
  left join settled on settled.source_document = documents.source_document
  where documents.invoice_id is null
),

findings as (
  select
    'payments_unassigned' as control,
    judged.payment_id as finding_key,
    'payment ' || judged.payment_id || ' (' || judged.kind || '): ' || cast(judged.rest as decimal(18, 2)) || ' ' || judged.currency
    || case when judged.is_without_rate then ' cannot be converted to its invoice''s currency' else ' settle no invoice' end as what,
    <%= it.macro('convert', { amount: 'judged.rest', currency: 'judged.currency', rate: 'exchange_rate' }) %> as amount,
    judged.paid_on as occurred_on
  from judged
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'judged.currency', date: 'judged.paid_on' }) %>
  where judged.rest > 0
)

select * from findings
