import type { Plugin } from "vite";

/**
 * What the built page may do, and by inheritance its workers, which start from `blob:` URLs for that reason
 * (docs/adr/0023-the-page-is-contained.md): run its own scripts, compile WebAssembly, show its own pictures, and ask nobody.
 */
const POLICY: Readonly<Record<string, string>> = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "worker-src": "'self' blob:",
  "connect-src": "'none'",
  "img-src": "'self' data: blob:",
  "font-src": "'self'",
  "style-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "object-src": "'none'",
};

/** Puts the policy into the built page, before all that it rules. A page that is being developed has none. */
export function contentSecurity(): Plugin {
  const content = Object.entries(POLICY)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");
  return {
    name: "linnet:content-security",
    apply: "build",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content }, injectTo: "head-prepend" },
    ],
  };
}
