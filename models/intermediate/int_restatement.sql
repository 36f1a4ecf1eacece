<%
  const steps = [
    ['invoice_revenue', 1], ['charged_freight', 1], ['returns_credit', -1], ['price_credit', -1], ['cash_discount', -1], ['rebate', -1],
    ['product_cost', -1], ['freight_cost', -1], ['packaging_cost', -1], ['other_direct_cost', -1], ['service_cost', -1],
    ['complaint_cost', -1], ['receivable_cost', -1], ['credit_loss', -1],
  ]
%>
with lines as (
  select * from <%= it.ref('fct_order_line_profit') %>
),

published_lines as (
  select * from <%= it.source('published.fct_order_line_profit') %>
),

restated_before as (
  select distinct order_line_id from <%= it.source('published.fct_profit_restatement') %>
),

-- An open line to which nothing has happened yet has reported nothing; a line that was restated before always has.
reported_lines as (
  select *
  from published_lines
  where maturity is distinct from 'open'
    or order_line_id in (select order_line_id from restated_before)
    <% for (const [step] of steps) { %>
    or <%= it.sql(step) %> is distinct from 0
    <% } %>
),

compared as (
  select
    <% for (const [step, sign] of steps) { %>
    <%= sign %> * reported_lines.<%= it.sql(step) %> as reported_<%= it.sql(step) %>,
    case when lines.order_line_id is null then 0 else <%= sign %> * lines.<%= it.sql(step) %> end as restated_<%= it.sql(step) %>,
    <% } %>
    reported_lines.order_line_id
  from reported_lines
  left join lines on lines.order_line_id = reported_lines.order_line_id
  union all
  -- Lines that had gone and are back.
  select
    <% for (const [step, sign] of steps) { %>
    0 as reported_<%= it.sql(step) %>,
    <%= sign %> * lines.<%= it.sql(step) %> as restated_<%= it.sql(step) %>,
    <% } %>
    lines.order_line_id
  from restated_before
  inner join lines on lines.order_line_id = restated_before.order_line_id
  where not exists (select 1 from published_lines where published_lines.order_line_id = restated_before.order_line_id)
),

changed as (
  select *
  from compared
  where false
    <% for (const [step] of steps) { %>
    or reported_<%= it.sql(step) %> is distinct from restated_<%= it.sql(step) %>
    <% } %>
),

steps as (
  select step from (values <%= it.sql(steps.map(([step]) => `('${step}')`).join(', ')) %>) as listed(step)
),

by_step as (
  select
    changed.order_line_id,
    steps.step,
    cast(
      case steps.step
        <% for (const [step] of steps) { %>
        when <%= it.literal(step) %> then reported_<%= it.sql(step) %>
        <% } %>
      end as <%= it.money_type %>
    ) as reported,
    cast(
      case steps.step
        <% for (const [step] of steps) { %>
        when <%= it.literal(step) %> then restated_<%= it.sql(step) %>
        <% } %>
      end as <%= it.money_type %>
    ) as restated
  from changed
  cross join steps
),

restated as (
  select order_line_id, step, reported, restated from by_step where reported is distinct from restated
)

select * from restated
