import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { sendProblem } from "../plugins/problem.ts";

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Whalecurve</title>
<p>The dashboards have not been built yet. Run <code>npm run prepare</code> in the folder of Whalecurve, then start the server again.</p>
<p>The data are served already: <a href="/api/v1/datasets">/api/v1/datasets</a></p></html>
`;

/** The web app at `/`. Its pages are paths of its own, so every unknown path of a page is its index. */
export async function registerDashboards(app: FastifyInstance, directory: string): Promise<void> {
  const built = existsSync(join(directory, "index.html"));
  if (built) {
    await app.register(fastifyStatic, {
      root: directory,
      cacheControl: false,
      setHeaders: (response, path) => {
        const hashed = path.includes("/assets/");
        response.header("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    const page = request.method === "GET" && !path.startsWith("/api/") && !/\.\w+$/.test(path);
    if (!page) {
      const what = `there is no ${request.method} ${path}`;
      return sendProblem(reply, { status: 404, code: "not_found", title: what, detail: "see /api/v1/openapi.json" });
    }
    return built ? reply.sendFile("index.html") : reply.type("text/html; charset=utf-8").send(notBuilt);
  });
}
