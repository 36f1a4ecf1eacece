with lines as (
  select * from <%= it.ref('int_order_line_profit') %>
  where not is_intercompany and revenue_date is not null and product_id is not null and revenue_date < date_trunc('month', <%= it.as_of %>)
),

periods as (
  select
    cast(date_trunc('month', <%= it.as_of %>) - interval 24 month as date) as from_start,
    cast(date_trunc('month', <%= it.as_of %>) - interval 12 month as date) as to_start
),

complaints as (
  select fct_complaint.product_id, count(*) as complaints
  from <%= it.ref('fct_complaint') %> as fct_complaint
  cross join periods
  where fct_complaint.product_id is not null
    and fct_complaint.opened_at >= periods.to_start and fct_complaint.opened_at < date_trunc('month', <%= it.as_of %>)
  group by fct_complaint.product_id
),

sold as (
  select
    lines.product_id,
    min(lines.revenue_date) as first_sold_on,
    count(*) filter (where lines.revenue_date >= periods.to_start) as lines,
    sum(lines.quantity) filter (where lines.revenue_date >= periods.to_start) as quantity,
    sum(lines.net_revenue) filter (where lines.revenue_date >= periods.to_start) as net_revenue,
    sum(lines.net_revenue) filter (where lines.revenue_date >= periods.from_start and lines.revenue_date < periods.to_start) as net_revenue_before,
    sum(lines.net_revenue) filter (where lines.revenue_date >= periods.to_start and lines.actual_profit is not null) as covered_revenue,
    sum(lines.quantity) filter (where lines.revenue_date >= periods.to_start and lines.actual_profit is not null) as covered_quantity,
    sum(lines.actual_profit) filter (where lines.revenue_date >= periods.to_start) as actual_profit,
    sum(abs(lines.quantity)) filter (where lines.revenue_date >= periods.to_start) as moved_quantity,
    sum(abs(lines.quantity)) filter (
      where lines.revenue_date >= periods.to_start and lines.cost_basis in ('job', 'batch', 'batch_preliminary', 'moving_average')
    ) as evidenced_quantity
  from lines
  cross join periods
  group by lines.product_id
),

described as (
  select
    sold.product_id,
    cast(date_diff('month', cast(date_trunc('month', sold.first_sold_on) as date), cast(date_trunc('month', <%= it.as_of %>) as date)) as bigint) as months,
    sold.lines,
    cast(coalesce(sold.quantity, 0) as decimal(18, 6)) as quantity,
    cast(coalesce(sold.net_revenue, 0) as <%= it.money_type %>) as net_revenue,
    cast(sold.net_revenue_before as <%= it.money_type %>) as net_revenue_before,
    cast(sold.covered_revenue as <%= it.money_type %>) as covered_revenue,
    cast(sold.covered_quantity as decimal(18, 6)) as covered_quantity,
    cast(sold.actual_profit as <%= it.money_type %>) as actual_profit,
    cast(cast(sold.evidenced_quantity as double) / cast(nullif(sold.moved_quantity, 0) as double) as decimal(9, 6)) as evidence,
    coalesce(complaints.complaints, 0) as complaints
  from sold
  left join complaints on complaints.product_id = sold.product_id
)

select * from described
