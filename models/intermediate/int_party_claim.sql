<%
// Rows that share a key: one of them in each of two sources is a match, more than one are branches or duplicates.
const keys = [
  { name: 'tax_id', columns: ['tax_id_key', 'country'], rule: 3, crowded: 4, confidence: '0.97', doubt: '0.85' },
  { name: 'name', columns: ['name_key', 'postcode_key', 'country'], rule: 6, crowded: 6, confidence: '0.92', doubt: '0.92' },
]
%>
with rows_of_systems as (
  select * from <%= it.ref('int_party_row') %>
),

statements as (
  select accounts.account_id, accounts.erp_customer_id as customer_id, true as by_account, false as by_customer
  from <%= it.ref('stg_accounts') %> as accounts
  where accounts.erp_customer_id is not null
  union all
  select customers.account_id, customers.customer_id, false as by_account, true as by_customer
  from <%= it.ref('stg_customers') %> as customers
  where customers.account_id is not null
),

stated as (
  select
    customer_row.row_number as customer_number,
    account_row.row_number as account_number,
    account_row.source as account_source,
    bool_or(statements.by_account) and bool_or(statements.by_customer) as by_both,
    bool_or(statements.by_customer) as by_customer
  from statements
  inner join rows_of_systems as account_row on account_row.global_id = statements.account_id and account_row.entity = 'accounts'
  inner join rows_of_systems as customer_row on customer_row.global_id = statements.customer_id and customer_row.entity = 'customers'
  group by customer_row.row_number, account_row.row_number, account_row.source
),

-- A customer that states one account while another account claims it: the two sides contradict each other.
weighed_statements as (
  select
    customer_number as left_number,
    account_number as right_number,
    case when by_both then 1 else 2 end as rule,
    case when by_both then 1.00 else 0.97 end as confidence,
    case
      when not by_both and bool_or(by_customer) over per_side and count(*) over per_side > 1 then 'the two sides name different rows'
    end as doubt
  from stated
  window per_side as (partition by customer_number, account_source)
),

deals as (
  select account_id, customer_id, order_id from <%= it.ref('stg_opportunities') %> where status = 'won'
  union all
  select account_id, customer_id, order_id from <%= it.ref('stg_quote_lines') %> where lower(status) = 'accepted'
),

sold as (
  select distinct
    least(seller_row.row_number, buyer_row.row_number) as left_number,
    greatest(seller_row.row_number, buyer_row.row_number) as right_number,
    5 as rule,
    0.95 as confidence,
    cast(null as varchar) as doubt
  from deals
  inner join <%= it.ref('stg_orders') %> as orders on orders.order_id = deals.order_id
  inner join rows_of_systems as buyer_row on buyer_row.global_id = orders.customer_id and buyer_row.entity = 'customers'
  inner join rows_of_systems as seller_row
    on seller_row.global_id = coalesce(deals.account_id, deals.customer_id)
    and seller_row.entity = case when deals.account_id is null then 'customers' else 'accounts' end
  where seller_row.source <> buyer_row.source or seller_row.entity <> buyer_row.entity
),

<% for (const key of keys) { %>
<%= it.sql(key.name) %>_counted as (
  select
    row_number,
    source,
    <%= it.sql(key.columns.join(', ')) %>,
    count(*) over (partition by source, <%= it.sql(key.columns.join(', ')) %>) as rows_of_source,
    count(*) over (partition by <%= it.sql(key.columns.join(', ')) %>) as rows_of_key,
    min(row_number) over (partition by <%= it.sql(key.columns.join(', ')) %>) as first_number
  from rows_of_systems
  where <%= it.sql(key.columns.map((column) => `${column} is not null`).join(' and ')) %>
),

<%= it.sql(key.name) %>_shared as (
  select
    earlier.row_number as left_number,
    later.row_number as right_number,
    <%= key.rule %> as rule,
    <%= it.sql(key.confidence) %> as confidence,
    cast(null as varchar) as doubt
  from <%= it.sql(key.name) %>_counted as earlier
  inner join <%= it.sql(key.name) %>_counted as later
    on <%= it.sql(key.columns.map((column) => `later.${column} = earlier.${column}`).join(' and ')) %>
    and later.row_number > earlier.row_number
  where earlier.rows_of_key > 1 and earlier.rows_of_source = 1 and later.rows_of_source = 1
  union all
  select
    first_number as left_number,
    row_number as right_number,
    <%= key.crowded %> as rule,
    <%= it.sql(key.doubt) %> as confidence,
    'several rows share the <%= it.sql(key.name.replace('_', ' ')) %>' as doubt
  from (
    select *, max(rows_of_source) over (partition by <%= it.sql(key.columns.join(', ')) %>) as most_of_a_source from <%= it.sql(key.name) %>_counted
  )
  where most_of_a_source > 1 and row_number > first_number
),

<% } %>
claims as (
  select * from weighed_statements
  union all
  select * from sold
  union all
  select * from tax_id_shared
  union all
  select * from name_shared
),

first_claims as (
  select * exclude (place)
  from (select *, row_number() over (partition by left_number, right_number order by rule, doubt nulls first) as place from claims)
  where place = 1
),

compared as (
  select
    first_claims.left_number,
    first_claims.right_number,
    first_claims.rule,
    first_claims.confidence,
    left_row.source as left_source,
    left_row.entity as left_entity,
    right_row.source as right_source,
    right_row.entity as right_entity,
    first_claims.rule in (2, 5, 6) and left_row.tax_id_key <> right_row.tax_id_key as tax_ids_conflict,
    case
      when first_claims.doubt is not null then first_claims.doubt
      when first_claims.rule in (2, 5, 6) and left_row.tax_id_key <> right_row.tax_id_key then 'the tax ids differ'
      when first_claims.rule = 2 and left_row.country <> right_row.country then 'the countries differ'
      when first_claims.rule in (5, 6) and left_row.tax_id_key = right_row.tax_id_key and left_row.country = right_row.country
        then 'several rows share the tax id'
    end as doubt
  from first_claims
  inner join rows_of_systems as left_row on left_row.row_number = first_claims.left_number
  inner join rows_of_systems as right_row on right_row.row_number = first_claims.right_number
),

-- Two rows of one source that claim the same row of another: the surer one stands, equals are for a human.
sides as (
  select left_number as number, right_number as other_number, right_source as other_source, right_entity as other_entity, confidence
  from compared
  where doubt is null
  union all
  select right_number, left_number, left_source, left_entity, confidence
  from compared
  where doubt is null
),

rivalled as (
  select
    number,
    other_number,
    count(*) over (
      partition by number, other_source, other_entity
      order by confidence desc
      range between unbounded preceding and current row
    ) > 1 as has_rival
  from sides
),

rivals as (
  select distinct least(number, other_number) as left_number, greatest(number, other_number) as right_number
  from rivalled
  where has_rival
),

decided as (
  select
    compared.left_number,
    compared.right_number,
    compared.rule,
    cast(compared.confidence as decimal(4, 2)) as confidence,
    case when compared.rule > 2 and rivals.left_number is not null then 'rules name different rows' else compared.doubt end as doubt
  from compared
  left join rivals on rivals.left_number = compared.left_number and rivals.right_number = compared.right_number
  where not (compared.rule = 6 and coalesce(compared.tax_ids_conflict, false))
)

select * from decided
