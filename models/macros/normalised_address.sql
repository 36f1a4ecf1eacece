<%
// Street, postcode and town as one text; the many ways to write "street" are one.
const text = `regexp_replace(replace(strip_accents(lower(concat_ws(' ', ${it.args.address}, ${it.args.postcode}, ${it.args.city}))), 'ß', 'ss'), '[^\\p{L}\\p{N}]+', ' ', 'g')`
%>
nullif(trim(regexp_replace(<%= it.sql(text) %>, '(strasse|straat|street|str)\b', 'str', 'g')), '')
