<%
// [control, severity, owner, title, what a finding means and what to do]
const controls = [
  ['rows_accounted', 'error', 'data', 'Every row read is accounted for', 'A load lost or doubled rows. Nothing is published until it is loaded again in full.'],
  ['totals_reconcile', 'error', 'controlling', 'Lines, orders, customers and company add up', 'Two tables of one build disagree. Nothing is published; please report it.'],
  ['allocations_reconcile', 'error', 'controlling', 'Allocated parts add up to their documents', 'A document was split into more or less than itself. Nothing is published; please report it.'],
  ['rows_quarantined', 'warning', 'data', 'Rows rejected on load', 'These rows are in no figure. Correct them at their source.'],
  ['columns_unknown', 'warning', 'data', 'Columns that are not understood', 'Their values are kept and not used. Rename them, or map them.'],
  ['references_dangling', 'warning', 'data', 'References that lead nowhere', 'What they name was not delivered, or is ambiguous; the amounts stay with the next level.'],
  ['order_lines_without_order', 'warning', 'data', 'Order lines without an order', 'These lines are in no figure until their order is delivered.'],
  ['units_unknown', 'warning', 'data', 'Units without a factor', 'Add the factor to product_uoms; until then the cost is unknown.'],
  ['currency_gaps', 'warning', 'finance', 'Days without an exchange rate', 'Add the rates; until then these amounts are unknown.'],
  ['dates_in_future', 'warning', 'data', 'Documents dated after the as-of date', 'Check the dates. They are counted on their own day.'],
  ['general_ledger', 'warning', 'finance', 'Revenue against the general ledger', 'The invoices loaded do not give the revenue that was posted.'],
  ['invoices_overpaid', 'warning', 'finance', 'Invoices paid with more than their amount', 'Refund, or assign the payment to another invoice. The excess earns no interest.'],
  ['payments_unassigned', 'warning', 'finance', 'Payments that settle no invoice', 'Assign them to an invoice; until then they change no open balance.'],
  ['opportunities_won_without_order', 'warning', 'sales', 'Won in the CRM, no order', 'Enter the order, or correct the opportunity.'],
  ['orders_without_quote', 'warning', 'sales', 'Orders without a quote', 'Orders that the CRM does not know of.'],
  ['quotes_differ_from_order', 'warning', 'sales', 'Orders that differ from their quote', 'Product, quantity, value or version was changed between quote and order.'],
  ['delivered_not_invoiced', 'warning', 'finance', 'Delivered and not invoiced', 'Cost without revenue; left out of tiers until invoiced.'],
  ['invoiced_not_delivered', 'warning', 'operations', 'Invoiced and not delivered', 'Revenue without a delivery, right for services only.'],
  ['invoices_duplicate', 'warning', 'finance', 'Invoices that look doubled', 'The same line was invoiced more than it was ordered.'],
  ['product_versions_conflict', 'warning', 'operations', 'Another version shipped than ordered', 'Check whether the customer got what was ordered.'],
  ['parties_unmatched', 'warning', 'sales', 'ERP customers without a CRM account', 'Link them, or create the account; until then service effort may be missing.'],
  ['parties_ambiguous', 'warning', 'sales', 'Customers that may be one', 'Decide whether to link them; until then they count apart.'],
  ['costs_missing', 'warning', 'controlling', 'Products without any cost', 'Their lines have no profit and are left out of ratios.'],
  ['costs_on_weak_evidence', 'warning', 'controlling', 'Cost that rests on standard cost', 'No actual cost is known; tiers that rest on much of it are provisional.'],
  ['batch_costs_preliminary', 'warning', 'controlling', 'Lots preliminary for more than 60 days', 'Close the production order to get the final cost.'],
  ['batch_costs_off_standard', 'warning', 'controlling', 'Lots more than 30 % off standard', 'Check the lot cost, or revise the standard.'],
  ['costs_not_positive', 'warning', 'controlling', 'Costs of zero or less', 'Zero is a cost only where it is meant.'],
  ['estimates_not_replaced', 'warning', 'controlling', 'Estimates older than 45 days', 'The actual cost has not arrived; the estimate counts.'],
  ['pools_over_capacity', 'warning', 'service', 'More work than a pool has time for', 'Check the minutes, or the capacity of the pool.'],
  ['pools_missing', 'warning', 'controlling', 'Effort that costs nothing', 'Add pools to the policy (effort.pools, order_pool, default_pool).'],
  ['interactions_left_out', 'warning', 'service', 'Interactions left out', 'Give their minutes, or a usual time for the channel (effort.minutes.interaction).'],
  ['dispositions_unknown', 'warning', 'operations', 'Returns without a known disposition', 'They count as scrap until restock or rework is stated.'],
  ['documents_of_void_orders', 'warning', 'finance', 'Invoices and credits of cancelled orders', 'They are in no figure. Reinstate the order, or cancel the document.'],
  ['rebate_credits_accrued', 'warning', 'finance', 'Rebate credits already accrued', 'The policy accrues this rebate, so the credit is not counted again.'],
  ['cost_of_capital_missing', 'warning', 'finance', 'Cost of capital not set', 'Set receivables.yearly_rate in the policy.'],
  ['payments_missing', 'warning', 'finance', 'Sources without payments', 'Deliver the payments to see what late payment costs.'],
  ['invoices_missing', 'warning', 'finance', 'Sources without invoices', 'Revenue counts as ordered. Deliver the invoices, or state `recognise: order`.'],
]
%>
with controls as (
  <% controls.forEach(([control, severity, owner, title, meaning], position) => { %>
  <%= it.sql(position > 0 ? 'union all' : '') %>
  select
    <%= it.literal(control) %> as control,
    <%= position + 1 %> as position,
    <%= it.literal(severity) %> as severity,
    <%= it.literal(owner) %> as owner,
    <%= it.literal(title) %> as title,
    <%= it.literal(meaning) %> as meaning
  <% }) %>
)

select * from controls
