<%
// A company's name as it is compared: lower case, without accents, punctuation and legal form. NULL when nothing is left.
const forms = [
  'gmbh', 'ges m b h', 'gesmbh', 'mbh', 'ag', 'kg', 'kgaa', 'ohg', 'og', 'ug', 'e u', 'eu', 'e k', 'ek', 'e v', 'se', 'inc', 'incorporated',
  'corp', 'corporation', 'co', 'company', 'ltd', 'limited', 'llc', 'llp', 'lp', 'plc', 'pty', 's a', 'sa', 's a s', 'sas', 'sasu', 'sarl',
  's a r l', 'eurl', 'snc', 's n c', 's p a', 'spa', 's r l', 'srl', 'sagl', 's l', 'sl', 'b v', 'bv', 'n v', 'nv', 'bvba', 'a s', 'aps', 'ab', 'oy',
  'oyj', 'asa', 'd o o', 'doo', 'd d', 's r o', 'sro', 'spol', 'kft', 'zrt', 'rt', 'bt', 'sp z o o', 'spzoo', 'und co', 'and co',
].sort((left, right) => right.length - left.length || (left < right ? -1 : 1))
const words = `regexp_replace(replace(strip_accents(lower(${it.args.value})), 'ß', 'ss'), '[^\\p{L}\\p{N}]+', ' ', 'g')`
%>
nullif(trim(regexp_replace(trim(<%= it.sql(words) %>), <%= it.literal(`( (${forms.join('|')}))+$`) %>, '')), '')
