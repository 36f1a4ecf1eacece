import type { FastifyInstance } from "fastify";
import type { Log } from "../../core/log.ts";

const buckets = [0.005, 0.025, 0.1, 0.5, 2.5, 10];

interface Series {
  count: number;
  seconds: number;
  within: number[];
}

/** What the server counts about its requests, as Prometheus reads it. */
export class Metrics {
  readonly #series = new Map<string, Series>();

  observe(labels: { method: string; route: string; status: number }, seconds: number): void {
    const key = `method="${labels.method}",route="${labels.route}",status="${labels.status}"`;
    const series = this.#series.get(key) ?? { count: 0, seconds: 0, within: buckets.map(() => 0) };
    series.count++;
    series.seconds += seconds;
    series.within = series.within.map((count, index) => count + (seconds <= (buckets[index] ?? 0) ? 1 : 0));
    this.#series.set(key, series);
  }

  /** Text exposition of the request histogram, then of `gauges`. */
  text(gauges: Readonly<Record<string, number>>): string {
    const name = "whalecurve_http_request_duration_seconds";
    const lines = [`# TYPE ${name} histogram`];
    for (const [labels, series] of this.#series) {
      for (const [index, bound] of buckets.entries()) {
        lines.push(`${name}_bucket{${labels},le="${bound}"} ${series.within[index]}`);
      }
      lines.push(`${name}_bucket{${labels},le="+Inf"} ${series.count}`);
      lines.push(`${name}_sum{${labels}} ${series.seconds}`, `${name}_count{${labels}} ${series.count}`);
    }
    for (const [gauge, value] of Object.entries(gauges)) lines.push(`# TYPE ${gauge} gauge`, `${gauge} ${value}`);
    return `${lines.join("\n")}\n`;
  }
}

/** Measures and logs every request. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics, log: Log): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "other";
    metrics.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    log.debug(`${request.method} ${request.url} ${reply.statusCode}`, {
      request_id: request.id,
      milliseconds: Math.round(reply.elapsedTime),
    });
  });
}
