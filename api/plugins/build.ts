import type { FastifyReply, FastifyRequest } from "fastify";
import type { Build } from "../../warehouse/snapshot/reader.ts";

/** Says on an answer which build it comes from. Two answers of one URL with the same tag are the same bytes. */
export function describeBuild(reply: FastifyReply, build: Build, representation: string): string {
  const tag = `"${build.buildId}.${representation}"`;
  reply.headers({
    ETag: tag,
    "Cache-Control": "private, no-cache",
    Vary: "Accept",
    "X-Build-Id": build.buildId,
    "X-Data-As-Of": build.asOf,
  });
  return tag;
}

/** Whether the client holds this answer already. */
export function isUnchanged(request: FastifyRequest, tag: string): boolean {
  const held = request.headers["if-none-match"];
  if (held === undefined) return false;
  return held.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === tag);
}
