with controls as (
  select * from <%= it.ref('int_control') %>
),

findings as (
  select control, count(*) as findings, sum(amount) as amount
  from <%= it.ref('rpt_control_finding') %>
  group by control
),

judged as (
  select
    controls.control,
    controls.title,
    controls.severity,
    case
      when findings.control is null then 'pass'
      when controls.severity = 'error' then 'fail'
      else 'warn'
    end as status,
    cast(coalesce(findings.findings, 0) as bigint) as findings,
    cast(findings.amount as <%= it.money_type %>) as amount,
    case when findings.control is null then 'Nothing found.' else controls.meaning end as message,
    controls.owner,
    cast(<%= it.as_of %> as timestamp) as checked_at
  from controls
  left join findings on findings.control = controls.control
)

select * from judged
