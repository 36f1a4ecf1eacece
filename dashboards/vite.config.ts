import { defineConfig } from "vite";

const api = "http://127.0.0.1:8080";

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  build: { outDir: "dist", emptyOutDir: true, target: "es2023", modulePreload: { polyfill: false } },
  server: { port: 5173, proxy: { "/api": api, "/healthz": api, "/readyz": api } },
});
