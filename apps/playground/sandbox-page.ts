import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Plugin, build } from "vite";
import { policyText } from "./content-security.js";

const FOLDER = join(import.meta.dirname, "src/editor/sandbox");
const PAGE = "sandbox.html";

/**
 * Makes the page in whose frame visitors' programs run (docs/adr/0025-programs-of-visitors-run-in-a-sandbox.md): one script, which
 * stands in it, under a policy that allows that script, modules from `blob:` URLs and WebAssembly, and nothing else. So it asks for
 * nothing when it opens, and needs no header of a host.
 */
export function sandboxPage(): Plugin {
  return {
    name: "linnet:sandbox-page",
    async generateBundle() {
      this.emitFile({ type: "asset", fileName: PAGE, source: await pageText() });
    },
    configureServer({ middlewares, config }) {
      middlewares.use(`/${PAGE}`, (_request, response, next) => {
        response.setHeader("content-type", "text/html");
        // a page that is isolated frames only what says that it is, too
        for (const [name, value] of Object.entries(config.server.headers ?? {}))
          if (value !== undefined) response.setHeader(name, value);
        pageText().then((text) => response.end(text), next);
      });
    },
  };
}

async function pageText(): Promise<string> {
  const worker = await bundle("worker.ts", {});
  const script = (await bundle("frame.ts", { WORKER: JSON.stringify(worker) })).replaceAll("</script", "<\\/script");
  const policy = policyText({
    "default-src": "'none'",
    "script-src": `'sha256-${createHash("sha256").update(script).digest("base64")}' blob: 'wasm-unsafe-eval'`,
    "worker-src": "blob:",
    "connect-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
  });
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Sandbox</title>`;
  return `<!doctype html><html lang="en"><head>${head}</head><body><script>${script}</script></body></html>\n`;
}

/** A module and what it imports as one script. */
async function bundle(file: string, define: Readonly<Record<string, string>>): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    define,
    build: {
      write: false,
      target: "es2022",
      minify: true,
      lib: { entry: join(FOLDER, file), formats: ["iife"], name: "sandbox", fileName: "sandbox" },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
  const chunk = outputs.find((output) => output.type === "chunk");
  if (chunk === undefined) throw new Error(`${file} gave no script.`);
  return chunk.code.trim();
}
