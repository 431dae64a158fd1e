import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

/** the same tests in a real browser, isolated (SharedArrayBuffer) and with WebGPU on SwiftShader */
const args =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --enable-unsafe-webgpu --use-webgpu-adapter=swiftshader".split(
    " ",
  );
export default defineConfig({
  resolve: { conditions: ["@linnet/source", "module", "browser", "development|production"] },
  server: {
    headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
  },
  test: {
    include: ["packages/*/test/**/*.test.ts"],
    reporters: ["default", "@linnet/tooling-vitest/tally"],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args },
      }),
      instances: [{ browser: "chromium" }],
    },
  },
});
