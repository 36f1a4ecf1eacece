import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { datasets, findDataset } from "../datasets/index.ts";
import type { Format } from "../formats/format.ts";
import { acceptedFormat, findFormat } from "../formats/index.ts";
import { describeBuild, isUnchanged } from "../plugins/build.ts";
import { AnswerCache, type CachedAnswer } from "../plugins/cache.ts";
import { type Answer, openAnswer } from "../query/answer.ts";
import { badRequest } from "../query/problem.ts";
import { type Parameters, parseSelection } from "../query/selection.ts";

const cacheBytes = 64 * 1024 * 1024;

type DatasetRequest = FastifyRequest<{ Params: { name: string }; Querystring: Parameters }>;

/** The catalogue, and every dataset with filters, sort and pages in every format. */
export function registerDatasets(app: FastifyInstance, snapshots: SnapshotReader, shape: string): void {
  const cache = new AnswerCache(cacheBytes);

  app.get("/api/v1/datasets", async () => ({
    datasets: datasets.map(({ name, title, description, columns }) => ({ name, title, description, columns })),
  }));

  app.get("/api/v1/datasets/:name", async (request: DatasetRequest, reply) => {
    const format = formatOf(request);
    const key = `${format.name} ${request.url}`;
    const lease = await snapshots.lease();
    let keepLease = false;
    try {
      const cached = cache.get(lease.buildId, key);
      const dataset = findDataset(request.params.name);
      const selection = cached === undefined ? parseSelection(dataset, request.query) : undefined;
      const tag = describeBuild(reply, lease, `${shape}.${format.name}`);
      if (isUnchanged(request, tag)) return reply.code(304).send();
      reply.type(format.mediaType);
      if (format.name !== "json") {
        reply.header("Content-Disposition", `attachment; filename="${dataset.name}-${lease.asOf}.${format.name}"`);
      }
      if (selection === undefined) return sendWhole(reply, cached);

      const answer = await openAnswer(lease, selection);
      if (answer.small) {
        const whole = { body: await collect(format, answer), rowCount: answer.rowCount };
        cache.set(lease.buildId, key, whole);
        return sendWhole(reply, whole);
      }
      keepLease = true;
      const finish = () => void answer.close().finally(() => lease.release());
      if (reply.raw.destroyed) finish();
      else reply.raw.once("close", finish);
      reply.header("X-Row-Count", answer.rowCount);
      return reply.send(Readable.from(format.write(answer), { objectMode: false }));
    } finally {
      if (!keepLease) lease.release();
    }
  });
}

function sendWhole(reply: FastifyReply, answer: CachedAnswer | undefined): FastifyReply {
  return reply.header("X-Row-Count", answer?.rowCount ?? 0).send(answer?.body);
}

async function collect(format: Format, answer: Answer): Promise<Buffer> {
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of format.write(answer)) pieces.push(typeof piece === "string" ? Buffer.from(piece) : piece);
    return Buffer.concat(pieces);
  } finally {
    await answer.close();
  }
}

function formatOf(request: DatasetRequest): Format {
  const { format } = request.query;
  if (format === undefined) return acceptedFormat(request.headers.accept);
  if (typeof format === "string") return findFormat(format);
  throw badRequest("invalid_format", "format is given more than once", "give format once");
}
