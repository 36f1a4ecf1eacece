import { differences } from "./differences.ts";
import { computeMarts } from "./marts.ts";
import { computeProfit } from "./oracle.ts";
import { randomCompany } from "./randomCompany.ts";

// node test/oracle/compare.ts 1 200: compares the marts with the oracle on these seeds; exit code 1 where they differ.

const [first = 1, last = 200] = process.argv.slice(2).map(Number);
let wrong = 0;
for (let seed = first; seed <= last; seed++) {
  const { company, settings } = randomCompany(seed);
  const found = await computeMarts(company, settings)
    .then((marts) => differences(computeProfit(company, settings), marts))
    .catch((thrown: unknown) => [String(thrown)]);
  if (found.length > 0) wrong++;
  const shown = found.slice(0, 20).map((line) => `\n  ${line}`);
  process.stdout.write(`${seed}: ${found.length === 0 ? "equal" : `${found.length} differences`}${shown.join("")}\n`);
}
process.stdout.write(`${wrong} of ${last - first + 1} companies differ\n`);
process.exitCode = wrong === 0 ? 0 : 1;
