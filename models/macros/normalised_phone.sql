<%
// The last seven digits: with or without country and trunk prefix the same line. Shorter numbers identify nobody.
const digits = `regexp_replace(${it.args.value}, '[^0-9]', '', 'g')`
%>
case when length(<%= it.sql(digits) %>) >= 6 then right(<%= it.sql(digits) %>, 7) end
