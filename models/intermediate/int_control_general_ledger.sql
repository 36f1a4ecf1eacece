with controls as (
  select *, lower(account_group) = 'intercompany_revenue' as is_intercompany
  from <%= it.ref('stg_gl_controls') %>
  where lower(account_group) in ('revenue', 'intercompany_revenue')
),

intercompany_parties as (
  select party_id from <%= it.ref('int_party_intercompany') %>
),

customers as (
  select customer_id, sales_org from <%= it.ref('stg_customers') %>
),

invoice_lines as (
  select source, customer_id, party_id, kind, currency, posted_on, net_amount
  from <%= it.ref('int_invoice_line') %>
  where step = 'invoice_revenue' and recognise = 'invoice'
),

orders as (
  select order_id, source, customer_id, party_id, currency, order_date, header_discount
  from <%= it.ref('int_order') %>
  where recognise = 'order' and not is_void
),

order_lines as (
  select order_id, sum(line_net) as line_net from <%= it.ref('int_order_line') %> where recognise = 'order' and not is_void group by order_id
),

revenue as (
  select source, customer_id, party_id, currency, posted_on as date, case kind when 'invoice' then net_amount else -net_amount end as amount
  from invoice_lines
  union all
  select
    orders.source,
    orders.customer_id,
    orders.party_id,
    orders.currency,
    orders.order_date as date,
    order_lines.line_net - coalesce(orders.header_discount, 0) as amount
  from orders
  inner join order_lines on order_lines.order_id = orders.order_id
),

sales_organisations as (
  select distinct controls.source, controls.company
  from controls
  inner join customers on customers.sales_org = controls.company
),

-- A company of the ledger is a sales organisation of its source, else the source as a whole.
booked as (
  select
    revenue.source,
    sales_organisations.company as sales_org,
    intercompany_parties.party_id is not null as is_intercompany,
    revenue.currency,
    strftime(revenue.date, '%Y-%m') as period,
    sum(revenue.amount) as amount
  from revenue
  left join intercompany_parties on intercompany_parties.party_id = revenue.party_id
  left join customers on customers.customer_id = revenue.customer_id
  left join sales_organisations on sales_organisations.source = revenue.source and sales_organisations.company = customers.sales_org
  where revenue.source in (select source from controls union select company from controls)
  group by
    revenue.source,
    sales_organisations.company,
    intercompany_parties.party_id is not null,
    revenue.currency,
    strftime(revenue.date, '%Y-%m')
),

sources as (
  select source from <%= it.ref('int_source') %>
),

placed as (
  select
    controls.company,
    controls.account_group,
    controls.is_intercompany,
    coalesce(sources.source, controls.source) as source,
    sales_organisations.company as sales_org,
    controls.currency,
    controls.period,
    controls.amount
  from controls
  left join sources on sources.source = controls.company
  left join sales_organisations on sales_organisations.source = controls.source and sales_organisations.company = controls.company
),

compared as (
  select
    placed.company,
    placed.account_group,
    placed.period,
    placed.currency,
    placed.amount as ledger_amount,
    coalesce(booked.amount, 0) as amount,
    cast(strptime(placed.period || '-01', '%Y-%m-%d') + interval 1 month - interval 1 day as date) as period_end
  from placed
  left join booked
    on booked.source = placed.source
    and booked.sales_org is not distinct from placed.sales_org
    and booked.is_intercompany = placed.is_intercompany
    and booked.currency = placed.currency
    and booked.period = placed.period
  where regexp_full_match(placed.period, '[0-9]{4}-[0-9]{2}')
),

differing as (
  select *, cast(amount - ledger_amount as decimal(28, 8)) as difference from compared where abs(amount - ledger_amount) > 0.01
),

findings as (
  select
    'general_ledger' as control,
    differing.company || ' ' || differing.account_group || ' ' || differing.period || ' ' || differing.currency as finding_key,
    differing.account_group || ' of ' || differing.company || ' in ' || differing.period || ': ' || round(differing.amount, 2) || ' invoiced, '
    || round(differing.ledger_amount, 2) || ' in the general ledger (' || differing.currency || ')' as what,
    <%= it.macro('convert', { amount: 'differing.difference', currency: 'differing.currency', rate: 'exchange_rate' }) %> as amount,
    differing.period_end as occurred_on
  from differing
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'differing.currency', date: 'differing.period_end' }) %>
)

select * from findings
