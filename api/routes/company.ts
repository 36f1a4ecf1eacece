import type { FastifyInstance } from "fastify";
import { WhalecurveError } from "../../core/error.ts";
import type { Build, SnapshotReader } from "../../warehouse/snapshot/reader.ts";

/** What the screens say about whose data they show. */
export interface Company {
  name: string;
  reportingCurrency: string;
  /** The ERP's price grade per tier. */
  grades: Readonly<Record<string, string>>;
}

export function registerCompany(app: FastifyInstance, snapshots: SnapshotReader, company: Company): void {
  app.get("/api/v1/company", async (_request, reply) => {
    const build = await currentBuild(snapshots);
    reply.header("Cache-Control", "no-store");
    return {
      name: company.name,
      reporting_currency: company.reportingCurrency,
      as_of: build?.asOf ?? null,
      build_id: build?.buildId ?? null,
      built_at: build?.builtAt ?? null,
      policy_hash: build?.policyHash ?? null,
      state: build === undefined ? "no_data" : "ready",
      grades: company.grades,
    };
  });
}

/** The published build; undefined while there is none. */
export async function currentBuild(snapshots: SnapshotReader): Promise<Build | undefined> {
  try {
    const lease = await snapshots.lease();
    lease.release();
    return lease;
  } catch (thrown) {
    if (thrown instanceof WhalecurveError && thrown.code === "no_data") return undefined;
    throw thrown;
  }
}
