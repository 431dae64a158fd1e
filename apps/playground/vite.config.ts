import { defineConfig } from "vite";
import solid from "vite-plugin-solid";
import { contentSecurity } from "./content-security.js";

/** Shared memory, and so more than one thread, needs these two; LINNET_ISOLATION=off serves the page without them. */
const isolation = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const headers = process.env["LINNET_ISOLATION"] === "off" ? {} : isolation;

export default defineConfig(({ command }) => ({
  plugins: [solid(), contentSecurity()],
  // while developing, the packages' sources; in a build, what npm would ship
  resolve: command === "serve" ? { conditions: ["@linnet/source", "module", "browser", "development|production"] } : {},
  server: { headers },
  preview: { headers },
  worker: { format: "es" },
  build: { target: "es2022", outDir: "dist/page", assetsInlineLimit: 0 }, // the policy knows no data: but pictures,
}));
