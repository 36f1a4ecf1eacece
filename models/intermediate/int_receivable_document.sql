<%
// Policy fractions become whole numbers, so that no amount passes through a float.
const scaled = (fraction) => it.sql(String(Math.round(fraction * 100000000)))
const steps = [...it.policy.receivables.provisions].sort((one, other) => other.days_late - one.days_late)
%>
with invoices as (
  select
    *,
    cast(net_amount * 1000000::bigint as hugeint) as net_units,
    cast(gross_amount * 1000000::bigint as hugeint) as gross_units
  from <%= it.ref('int_invoice') %>
  where gross_amount > 0
),

invoice_terms as (
  select
    invoice_id,
    currency,
    invoice_date,
    due_on,
    'invoice_lines/' || first_line_id as first_line_document,
    <%= it.macro('divide_round', { numerator: 'net_units', denominator: 'gcd(net_units, gross_units)' }) %> as net_ratio,
    <%= it.macro('divide_round', { numerator: 'gross_units', denominator: 'gcd(net_units, gross_units)' }) %> as gross_ratio
  from invoices
),

documents as (
  select * from <%= it.ref('int_settlement_document') %> where kind in ('discount', 'writeoff')
),

reductions as (
  select invoice_id, source_document, kind, paid_on, amount
  from documents
  where invoice_id is not null
  union all
  select settlements.invoice_id, documents.source_document, documents.kind, documents.paid_on, settlements.amount
  from documents
  inner join <%= it.ref('int_settlement') %> as settlements on settlements.source_document = documents.source_document
  where documents.invoice_id is null
),

interest as (
  select invoice_id, sum(amount_days) as amount_days
  from <%= it.ref('int_interest_accrual') %>
  group by invoice_id
),

provisions as (
  select
    invoice_id,
    open_amount,
    case
      when open_amount = 0 then null
      <% for (const step of steps) { %>
      when <%= it.as_of %> - due_on >= <%= step.days_late %> then <%= step.days_late %>
      <% } %>
    end as days_late,
    cast(case
      when open_amount = 0 then 0
      <% for (const step of steps) { %>
      when <%= it.as_of %> - due_on >= <%= step.days_late %> then <%= scaled(step.share) %>
      <% } %>
      else 0
    end as hugeint) as share
  from <%= it.ref('int_invoice_open') %>
),

fractions as (
  select
    reductions.invoice_id,
    case reductions.kind when 'discount' then 'cash_discount' else 'credit_loss' end as step,
    reductions.source_document,
    reductions.paid_on as effective_date,
    case reductions.kind when 'discount' then 'payment' else 'writeoff' end as basis,
    cast(reductions.amount * 1000000::bigint as hugeint) * invoice_terms.net_ratio as numerator,
    invoice_terms.gross_ratio * 1000000 as denominator
  from reductions
  inner join invoice_terms on invoice_terms.invoice_id = reductions.invoice_id
  union all
  select
    interest.invoice_id,
    'receivable_cost' as step,
    invoice_terms.first_line_document as source_document,
    cast(null as date) as effective_date,
    'interest' as basis,
    cast(interest.amount_days * 1000000::bigint as hugeint) * <%= scaled(it.policy.receivables.yearly_rate) %> as numerator,
    cast(365 as hugeint) * 100000000 * 1000000 as denominator
  from interest
  inner join invoice_terms on invoice_terms.invoice_id = interest.invoice_id
  union all
  select
    provisions.invoice_id,
    'credit_loss' as step,
    invoice_terms.first_line_document as source_document,
    invoice_terms.due_on + provisions.days_late as effective_date,
    'provision' as basis,
    cast(provisions.open_amount * 1000000::bigint as hugeint) * provisions.share * invoice_terms.net_ratio as numerator,
    invoice_terms.gross_ratio * 100000000 * 1000000 as denominator
  from provisions
  inner join invoice_terms on invoice_terms.invoice_id = provisions.invoice_id
  where provisions.share > 0
),

in_invoice_currency as (
  select
    fractions.invoice_id,
    fractions.step,
    fractions.source_document,
    fractions.effective_date,
    fractions.basis,
    invoice_terms.currency,
    invoice_terms.invoice_date,
    <%= it.macro('from_units', { units: it.macro('divide_round', { numerator: `numerator * ${10 ** it.minor_unit}`, denominator: 'denominator' }) }) %>
      as rounded,
    cast(cast(<%= it.macro('divide_round', { numerator: 'numerator * 100000000', denominator: 'denominator' }) %> as decimal(28, 0)) * 0.00000001 as decimal(28, 8))
      as exact
  from fractions
  inner join invoice_terms on invoice_terms.invoice_id = fractions.invoice_id
),

converted as (
  select
    in_invoice_currency.invoice_id,
    in_invoice_currency.step,
    in_invoice_currency.source_document,
    in_invoice_currency.effective_date,
    in_invoice_currency.basis,
    case
      when in_invoice_currency.currency = <%= it.reporting_currency %> then in_invoice_currency.rounded
      else <%= it.macro('convert', { amount: 'in_invoice_currency.exact', currency: 'in_invoice_currency.currency', rate: 'exchange_rate' }) %>
    end as amount
  from in_invoice_currency
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'in_invoice_currency.currency', date: 'in_invoice_currency.invoice_date' }) %>
)

-- A number is quicker to partition by than three texts.
select *, row_number() over (order by invoice_id, source_document, basis) as document_number from converted
