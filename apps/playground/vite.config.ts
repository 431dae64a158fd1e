import { defineConfig } from "vite";
import solid from "vite-plugin-solid";
import { contentSecurity } from "./content-security.js";
import { declarations } from "./declarations.js";
import { packagesAsText } from "./packages-as-text.js";
import { sandboxPage } from "./sandbox-page.js";

/** Shared memory, and so more than one thread, needs these two; LINNET_ISOLATION=off serves the page without them. */
const isolation = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const headers = process.env["LINNET_ISOLATION"] === "off" ? {} : isolation;

export default defineConfig({
  plugins: [solid(), contentSecurity(), packagesAsText(), sandboxPage(), declarations()],
  // the packages' sources: a built package is one module, of which each lesson would get what all lessons need
  resolve: { conditions: ["@linnet/source", "module", "browser", "development|production"] },
  server: { headers },
  preview: { headers },
  worker: { format: "es", plugins: () => [declarations()] },
  build: {
    target: "es2022",
    outDir: "dist/page",
    assetsInlineLimit: 0, // the policy knows no data: but pictures
    rollupOptions: { input: ["index.html", "editor.html"] },
  },
});
