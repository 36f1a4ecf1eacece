with customers as (
  select * from <%= it.source('customers') %>
),

identified as (
  select
    customers.source,
    customers.source || ':' || customers.customer_id as customer_id,
    customers.customer_id as source_customer_id,
    <%= it.macro('reference', { of: 'customers', column: 'account_id' }) %> as account_id,
    <%= it.macro('reference', { of: 'customers', column: 'payment_terms_id' }) %> as payment_terms_id,
    customers.name,
    customers.tax_id,
    customers.country,
    customers.city,
    customers.postcode,
    customers.address,
    customers.phone,
    customers.email_domain,
    customers.segment,
    customers.credit_limit,
    customers.credit_blocked,
    customers.price_grade,
    customers.price_list_id,
    customers.currency,
    customers.sales_org,
    customers.is_intercompany
  from customers
  <%= it.macro('reference_join', { of: 'customers', column: 'account_id', entity: 'accounts' }) %>
  <%= it.macro('reference_join', { of: 'customers', column: 'payment_terms_id', entity: 'payment_terms' }) %>
)

select * from identified
