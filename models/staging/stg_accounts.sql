with accounts as (
  select * from <%= it.source('accounts') %>
),

identified as (
  select
    accounts.source,
    accounts.source || ':' || accounts.account_id as account_id,
    accounts.account_id as source_account_id,
    <%= it.macro('reference', { of: 'accounts', column: 'parent_id' }) %> as parent_id,
    <%= it.macro('reference', { of: 'accounts', column: 'erp_customer_id' }) %> as erp_customer_id,
    accounts.name,
    accounts.legal_name,
    accounts.tax_id,
    accounts.country,
    accounts.region,
    accounts.city,
    accounts.postcode,
    accounts.address,
    accounts.phone,
    accounts.email_domain,
    accounts.segment,
    accounts.industry,
    accounts.owner,
    accounts.lifecycle
  from accounts
  <%= it.macro('reference_join', { of: 'accounts', column: 'parent_id', entity: 'accounts' }) %>
  <%= it.macro('reference_join', { of: 'accounts', column: 'erp_customer_id', entity: 'customers' }) %>
)

select * from identified
