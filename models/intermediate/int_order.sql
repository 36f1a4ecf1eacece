with orders as (
  select * from <%= it.ref('stg_orders') %>
),

customers as (
  select customer_id, country from <%= it.ref('stg_customers') %>
),

party_members as (
  select global_id, party_id from <%= it.ref('int_party_member') %> where entity = 'customers'
),

intercompany_parties as (
  select party_id, is_intercompany from <%= it.ref('int_party_intercompany') %>
),

sources as (
  select source, recognise, timezone from <%= it.ref('int_source') %>
),

described as (
  select
    orders.order_id,
    orders.source,
    coalesce(orders.customer_id, orders.stated_customer_id) as customer_id,
    coalesce(party_members.party_id, 'unknown') as party_id,
    coalesce(intercompany_parties.is_intercompany, false) as is_intercompany,
    orders.status in ('cancelled', 'draft') as is_void,
    sources.recognise,
    orders.order_date,
    orders.status,
    orders.currency,
    orders.plant,
    orders.channel,
    orders.sales_rep,
    coalesce(orders.ship_to_country, customers.country) as country,
    orders.header_discount,
    orders.charged_freight,
    orders.case_id
  from orders
  inner join sources on sources.source = orders.source
  left join customers on customers.customer_id = orders.customer_id
  left join party_members on party_members.global_id = orders.customer_id
  left join intercompany_parties on intercompany_parties.party_id = party_members.party_id
)

select * from described
