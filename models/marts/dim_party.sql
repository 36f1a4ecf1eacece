with members as (
  select * from <%= it.ref('int_party_member') %>
),

customers as (
  select * from <%= it.ref('stg_customers') %>
),

accounts as (
  select * from <%= it.ref('stg_accounts') %>
),

segments as (
  select * from <%= it.ref('int_party_segment') %>
),

sources as (
  select source, has_payments from <%= it.ref('int_source') %>
),

orders as (
  select
    party_id,
    min(order_date) filter (where status <> 'cancelled') as first_order_date,
    max(order_date) filter (where status <> 'cancelled') as last_order_date,
    count(*) filter (where status <> 'cancelled') as orders
  from <%= it.ref('int_order') %>
  group by party_id
),

tiers as (
  select party_id, tier, score, provisional, at_risk from <%= it.ref('dim_party_tier') %> where valid_to is null
),

satisfied as (
  select party_id, index, evidence_level
  from <%= it.ref('fct_satisfaction') %>
  where month = (select max(month) from <%= it.ref('fct_satisfaction') %>)
),

balances as (
  select
    party_id,
    case when count(*) = count(open_reporting) then sum(open_reporting) end as open_balance,
    case
      when count(*) filter (where due_on < <%= it.as_of %>) = count(open_reporting) filter (where due_on < <%= it.as_of %>)
        then coalesce(sum(open_reporting) filter (where due_on < <%= it.as_of %>), 0)
    end as overdue_balance
  from <%= it.ref('int_invoice_open') %>
  group by party_id
),

customer_months as (
  select * from <%= it.ref('fct_customer_month') %>
),

last_year as (
  select
    party_id,
    sum(net_revenue) as net_revenue,
    sum(covered_revenue) as covered_revenue,
    sum(cm4) as cm4,
    row_number() over (order by sum(cm4) desc, party_id) as rank
  from customer_months
  where closed and month >= date_trunc('month', <%= it.as_of %>) - interval 12 month
  group by party_id
),

-- The row that the others join names the party; what it leaves open comes from the next row.
described as (
  select
    members.party_id,
    min_by(coalesce(customers.name, accounts.legal_name, accounts.name), members.row_number) as name,
    min_by(coalesce(customers.country, accounts.country), members.row_number)
      filter (where coalesce(customers.country, accounts.country) is not null) as country,
    min_by(coalesce(customers.city, accounts.city), members.row_number)
      filter (where coalesce(customers.city, accounts.city) is not null) as city,
    min(segments.segment) as segment,
    min_by(accounts.industry, members.row_number) filter (where accounts.industry is not null) as industry,
    min_by(accounts.owner, members.row_number) filter (where accounts.owner is not null) as owner,
    min_by(customers.price_grade, members.row_number) filter (where customers.price_grade is not null) as price_grade,
    min_by(customers.credit_limit, members.row_number) filter (where members.is_representative) as credit_limit,
    min_by(customers.currency, members.row_number) filter (where members.is_representative) as credit_currency,
    bool_or(customers.credit_blocked) as credit_blocked,
    bool_or(sources.has_payments) filter (where members.entity = 'customers') as has_payments,
    bool_or(members.is_intercompany) as is_intercompany,
    count(*) as source_rows
  from members
  inner join sources on sources.source = members.source
  left join customers on customers.customer_id = case members.entity when 'customers' then members.global_id end
  left join accounts on accounts.account_id = case members.entity when 'accounts' then members.global_id end
  left join segments on segments.party_id = members.party_id
  group by members.party_id
),

with_unknown as (
  select * from described
  union all
  select
    'unknown' as party_id, 'Unknown customer' as name, null as country, null as city, null as segment, null as industry, null as owner,
    null as price_grade, null as credit_limit, null as credit_currency, null as credit_blocked, null as has_payments,
    false as is_intercompany, 0 as source_rows
  where exists (select 1 from orders where party_id = 'unknown') or exists (select 1 from customer_months where party_id = 'unknown')
),

combined as (
  select
    with_unknown.party_id,
    with_unknown.name,
    case when orders.orders > 0 then 'customer' else 'prospect' end as lifecycle,
    with_unknown.country,
    with_unknown.city,
    with_unknown.segment,
    with_unknown.industry,
    with_unknown.owner,
    tiers.tier,
    tiers.score,
    coalesce(tiers.provisional, false) as provisional,
    coalesce(tiers.at_risk, false) as at_risk,
    satisfied.index as satisfaction,
    satisfied.evidence_level as evidence,
    with_unknown.price_grade,
    <%= it.macro('convert', {
      amount: 'with_unknown.credit_limit',
      currency: `coalesce(with_unknown.credit_currency, ${it.reporting_currency})`,
      rate: 'exchange_rate',
    }) %> as credit_limit,
    with_unknown.credit_blocked,
    cast(case when with_unknown.has_payments then coalesce(balances.open_balance, case when balances.party_id is null then 0 end) end as <%= it.money_type %>) as open_balance,
    cast(case when with_unknown.has_payments then coalesce(balances.overdue_balance, case when balances.party_id is null then 0 end) end as <%= it.money_type %>) as overdue_balance,
    orders.first_order_date,
    orders.last_order_date,
    cast(coalesce(orders.orders, 0) as bigint) as orders,
    cast(last_year.net_revenue as <%= it.money_type %>) as net_revenue,
    cast(last_year.covered_revenue as <%= it.money_type %>) as covered_revenue,
    cast(last_year.cm4 as <%= it.money_type %>) as cm4,
    last_year.rank,
    with_unknown.is_intercompany,
    with_unknown.source_rows
  from with_unknown
  left join orders on orders.party_id = with_unknown.party_id
  left join tiers on tiers.party_id = with_unknown.party_id
  left join satisfied on satisfied.party_id = with_unknown.party_id
  left join balances on balances.party_id = with_unknown.party_id
  left join last_year on last_year.party_id = with_unknown.party_id
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'with_unknown.credit_currency', date: it.as_of }) %>
)

select * from combined
