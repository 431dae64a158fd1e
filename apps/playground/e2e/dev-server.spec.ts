import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { createServer } from "vite";

test("the server for development gives the page, and a sandbox that an isolated page may frame", async () => {
  const server = await createServer({ root: join(import.meta.dirname, ".."), logLevel: "error", server: { port: 0 } });
  try {
    await server.listen();
    const [address] = server.resolvedUrls?.local ?? [];
    for (const page of ["editor.html", "sandbox.html"]) {
      const response = await fetch(`${address}${page}`);
      expect(response.status).toBe(200);
      expect(response.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
      expect(await response.text()).toContain("<script");
    }
  } finally {
    await server.close();
  }
});
