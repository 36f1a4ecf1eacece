import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { messageOf, WhalecurveError } from "../../core/error.ts";
import type { Log } from "../../core/log.ts";

const statuses: Readonly<Record<string, number>> = {
  no_data: 503,
  not_built: 503,
  busy: 503,
  unknown_dataset: 404,
  unknown_order: 404,
  not_found: 404,
  host_not_allowed: 403,
  stale_cursor: 410,
  too_many_rows: 422,
  text_too_long: 422,
};

/** An error as RFC 9457 describes it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
}

/** Answers every error as `application/problem+json`; what the client cannot mend is logged, not told. */
export function registerProblems(app: FastifyInstance, log: Log): void {
  app.setErrorHandler<FastifyError>(async (thrown, request, reply) => {
    const { status, code, title, detail } = describe(thrown);
    if (status >= 500 && !(thrown instanceof WhalecurveError)) {
      log.error(`${request.method} ${request.url}: ${messageOf(thrown)}`, { request_id: request.id });
    }
    if (status === 503) reply.header("Retry-After", "5");
    return sendProblem(reply, { status, code, title, detail });
  });
}

export function sendProblem(reply: FastifyReply, given: Omit<Problem, "type" | "request_id">): FastifyReply {
  const { status, code, title, detail } = given;
  const problem: Problem = {
    type: `urn:whalecurve:${code}`,
    title,
    status,
    detail,
    code,
    request_id: reply.request.id,
  };
  reply.removeHeader("ETag");
  reply.removeHeader("Content-Disposition");
  return reply
    .code(status)
    .header("Cache-Control", "no-store")
    .type("application/problem+json")
    .send(Buffer.from(JSON.stringify(problem)));
}

function describe(thrown: FastifyError): Omit<Problem, "type" | "request_id"> {
  if (thrown instanceof WhalecurveError) {
    const status = statuses[thrown.code] ?? (thrown.exitCode === 2 ? 400 : 500);
    return { status, code: thrown.code, title: thrown.what, detail: thrown.hint ?? thrown.what };
  }
  const status = thrown.statusCode ?? 500;
  if (status < 500) {
    const code = thrown.code?.toLowerCase() ?? "bad_request";
    return { status, code, title: thrown.message, detail: thrown.message };
  }
  const detail = "the server's log says more, under this request_id";
  return { status, code: "internal", title: "the server failed to answer", detail };
}
