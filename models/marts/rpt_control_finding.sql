<%
const controls = [
  'rows_accounted', 'totals_reconcile', 'allocations_reconcile', 'rows_quarantined', 'columns_unknown', 'references_dangling',
  'order_lines_without_order', 'units_unknown', 'currency_gaps', 'dates_in_future', 'general_ledger', 'invoices_overpaid',
  'payments_unassigned', 'opportunities_won_without_order', 'orders_without_quote', 'quotes_differ_from_order', 'delivered_not_invoiced',
  'invoiced_not_delivered', 'invoices_duplicate', 'product_versions_conflict', 'parties_unmatched', 'parties_ambiguous', 'costs_missing',
  'costs_on_weak_evidence', 'batch_costs_preliminary', 'batch_costs_off_standard', 'costs_not_positive', 'estimates_not_replaced',
  'pools_over_capacity', 'pools_missing', 'interactions_left_out', 'dispositions_unknown', 'documents_of_void_orders',
  'rebate_credits_accrued', 'cost_of_capital_missing', 'payments_missing', 'invoices_missing',
]
%>
with controls as (
  select control, owner from <%= it.ref('int_control') %>
),

findings as (
  <% controls.forEach((control, index) => { %>
  <%= it.sql(index > 0 ? 'union all' : '') %>
  select control, finding_key, what, amount, occurred_on from <%= it.ref(`int_control_${control}`) %>
  <% }) %>
),

described as (
  select
    findings.control,
    findings.finding_key,
    findings.what,
    controls.owner,
    cast(case when findings.occurred_on is not null then greatest(<%= it.as_of %> - findings.occurred_on, 0) end as bigint) as age_days,
    cast(findings.amount as <%= it.money_type %>) as amount,
    cast(null as varchar) as disposition
  from findings
  inner join controls on controls.control = findings.control
)

select * from described
