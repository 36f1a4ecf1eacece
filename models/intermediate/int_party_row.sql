with accounts as (
  select * from <%= it.ref('stg_accounts') %>
),

customers as (
  select * from <%= it.ref('stg_customers') %>
),

sources as (
  select source, position from <%= it.ref('int_source') %>
),

rows_of_systems as (
  select
    source, 'customers' as entity, source_customer_id as source_id, customer_id as global_id, name, tax_id, country, postcode, city, address,
    phone, email_domain, coalesce(is_intercompany, false) as is_intercompany
  from customers
  union all
  select
    source, 'accounts' as entity, source_account_id as source_id, account_id as global_id, coalesce(legal_name, name) as name, tax_id,
    country, postcode, city, address, phone, email_domain, false as is_intercompany
  from accounts
),

numbered as (
  select
    row_number() over (order by rows_of_systems.entity desc, sources.position, rows_of_systems.source_id) as row_number,
    rows_of_systems.source,
    rows_of_systems.entity,
    rows_of_systems.source_id,
    rows_of_systems.global_id,
    rows_of_systems.is_intercompany,
    rows_of_systems.country,
    <%= it.macro('normalised_name', { value: 'rows_of_systems.name' }) %> as name_key,
    <%= it.macro('normalised_tax_id', { value: 'rows_of_systems.tax_id' }) %> as tax_id_key,
    <%= it.macro('normalised_tax_id', { value: 'rows_of_systems.postcode' }) %> as postcode_key,
    <%= it.macro('normalised_address', { address: 'rows_of_systems.address', postcode: 'rows_of_systems.postcode', city: 'rows_of_systems.city' }) %> as address_key,
    <%= it.macro('normalised_phone', { value: 'rows_of_systems.phone' }) %> as phone_key,
    <%= it.macro('normalised_domain', { value: 'rows_of_systems.email_domain' }) %> as domain_key
  from rows_of_systems
  inner join sources on sources.source = rows_of_systems.source
)

select * from numbered
