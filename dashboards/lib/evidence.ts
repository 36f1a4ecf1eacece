/** Below this weight of observations a satisfaction index says little; it is shown grey and has no effect. */
const low = 3;

/** Whether an index rests on too little. */
export function weak(evidence: string | null): boolean {
  return evidence === null || evidence === "low" || Number(evidence) < low;
}
