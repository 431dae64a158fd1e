import { basename } from "node:path";
import type { Plugin } from "vite";

/**
 * What the built pages may do, and by inheritance their workers, which start from `blob:` URLs for that reason
 * (docs/adr/0023-the-page-is-contained.md): run their own scripts, compile WebAssembly, show their own pictures, and ask nobody.
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

/** What a page may beyond that: the editor shows the sandbox of programs, and Monaco writes style elements. */
const MORE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "editor.html": { "frame-src": "'self'", "style-src": "'self' 'unsafe-inline'" },
};

/** A policy as it stands in a page. */
export function policyText(policy: Readonly<Record<string, string>>): string {
  return Object.entries(policy)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");
}

/** Puts the policy into each built page, before all that it rules. A page that is being developed has none. */
export function contentSecurity(): Plugin {
  return {
    name: "linnet:content-security",
    apply: "build",
    transformIndexHtml: (_html, { path }) => {
      const content = policyText({ ...POLICY, ...MORE[basename(path)] });
      return [{ tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content }, injectTo: "head-prepend" }];
    },
  };
}
