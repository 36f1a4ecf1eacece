with payment_terms as (
  select * from <%= it.source('payment_terms') %>
),

identified as (
  select
    payment_terms.source,
    payment_terms.source || ':' || payment_terms.payment_terms_id as payment_terms_id,
    payment_terms.net_days,
    payment_terms.discount_percent,
    payment_terms.discount_days
  from payment_terms
)

select * from identified
