import type { FastifyInstance } from "fastify";
import { WhalecurveError } from "../../core/error.ts";

const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const headers: Readonly<Record<string, string>> = {
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};

const loopbackNames = /^(localhost|([a-z0-9-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether an address or name can only mean this machine. */
export function isLoopback(host: string): boolean {
  return loopbackNames.test(host.toLowerCase()) || host === "::1";
}

/**
 * Security headers on every answer, and only requests that name this machine: without accounts a page of another site
 * must not reach the server through a name of its own (DNS rebinding).
 */
export function registerSecurity(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(headers);
    reply.header("X-Request-Id", request.id);
    const host = request.headers.host ?? "";
    if (!isLoopback(host.replace(/:\d+$/, ""))) {
      throw new WhalecurveError({
        code: "host_not_allowed",
        what: `this server does not answer for the host "${host}"`,
        hint: "open it as http://127.0.0.1 or http://localhost with its port",
        exitCode: 2,
      });
    }
  });
}
