import { afterEach, describe, expect, it, vi } from "vitest";
import { isRefusal } from "./unable.js";

describe("isRefusal", () => {
  afterEach(() => void vi.unstubAllGlobals());

  it("knows what engines say when a policy forbids to compile", () => {
    const chrome =
      "WebAssembly.Module(): Compiling or instantiating WebAssembly module violates the following Content Security policy directive because …";
    for (const sentence of [
      chrome,
      "call to WebAssembly.Module() blocked by CSP",
      "Wasm code generation disallowed by embedder",
    ]) {
      expect(isRefusal(new WebAssembly.CompileError(sentence))).toBe(true);
    }
  });

  it("takes nothing else for that while WebAssembly is there", () => {
    expect(isRefusal(new WebAssembly.CompileError("expected magic word 00 61 73 6d"))).toBe(false);
    expect(isRefusal(new Error("blocked"))).toBe(false);
    vi.stubGlobal("WebAssembly", undefined);
    expect(isRefusal(new ReferenceError("WebAssembly is not defined"))).toBe(true);
  });
});
