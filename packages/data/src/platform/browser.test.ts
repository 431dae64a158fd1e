import { afterEach, describe, expect, it, vi } from "vitest";
import { refusal, rejection } from "../testing.js";
import { platform } from "./browser.js";

afterEach(() => vi.unstubAllGlobals());

describe("the platform of browsers", () => {
  it("takes paths for addresses relative to the page", () => {
    vi.stubGlobal("location", { href: "https://example.org/app/index.html" });
    expect(platform.addressOf("load", "data/x.npy")?.href).toBe("https://example.org/app/data/x.npy");
    expect(platform.addressOf("load", "/x.npy")?.href).toBe("https://example.org/x.npy");
  });

  it("refuses paths where there is no page", () => {
    expect(refusal(() => platform.addressOf("load", "a.npy"))).toBe(
      'FileError: load: a path must be relative to a page; got no page for "a.npy". Give a whole address, a Blob or the bytes.',
    );
  });

  it("refuses files, with what to do instead", async () => {
    vi.stubGlobal("location", { href: "https://example.org/" });
    expect(platform.addressOf("load", new URL("file:///a.npy"))).toBeUndefined();
    expect(await rejection(platform.openFile("load", new URL("file:///a.npy")))).toBe(
      'FileError: load: files need Node; got no file system for "file:///a.npy". Let it be chosen in an <input>, which gives a Blob.',
    );
    expect(await rejection(platform.writeFile("save", "a.npy", new Uint8Array(0)))).toBe(
      'FileError: save: files need Node; got no file system for "a.npy". Encode to bytes (encodeSafetensors) and offer them as a Blob to download.',
    );
  });
});
