import { describe, expect, it } from "vitest";
import { type TextPackages, gatherModules } from "./module-graph.js";
import { ProgramError } from "./program-error.js";

/** Two packages; the second shares a chunk between its entries, and builds on the first. */
function offered(loaded: string[] = []): TextPackages {
  const of = (name: string, specifiers: string[], modules: Readonly<Record<string, readonly string[]>>) => ({
    specifiers,
    load: async () => {
      loaded.push(name);
      const texts = Object.entries(modules).map(([name, imports]) => [
        name,
        { texts: [...imports.map(() => "import "), ";"], imports },
      ]);
      return Object.fromEntries(texts) as Awaited<ReturnType<TextPackages[string]["load"]>>;
    },
  });
  return {
    "@linnet/base": of("base", ["@linnet/base"], { "@linnet/base": [] }),
    "@linnet/more": of("more", ["@linnet/more", "@linnet/more/extra"], {
      "@linnet/more": ["@linnet/more/chunk.js", "@linnet/base"],
      "@linnet/more/extra": ["@linnet/more/chunk.js"],
      "@linnet/more/chunk.js": ["@linnet/base"],
    }),
  };
}

const at = (name: string, line = 1) => ({ name, line });

describe("gatherModules", () => {
  it("gives every module that is needed once, after what it imports, and loads no other package", async () => {
    const loaded: string[] = [];
    const modules = await gatherModules([at("@linnet/more"), at("@linnet/more/extra")], offered(loaded));
    expect(modules.map(({ name }) => name)).toEqual([
      "@linnet/base",
      "@linnet/more/chunk.js",
      "@linnet/more",
      "@linnet/more/extra",
    ]);
    expect(loaded).toEqual(["more", "base"]);
    loaded.length = 0;
    expect(await gatherModules([at("@linnet/base")], offered(loaded))).toHaveLength(1);
    expect(await gatherModules([], offered(loaded))).toEqual([]);
    expect(loaded).toEqual(["base"]);
  });

  it.each([
    ["lodash", 'The editor has no "lodash". Programs here can import @linnet/base, @linnet/more.'],
    ["constructor", 'The editor has no "constructor". Programs here can import @linnet/base, @linnet/more.'],
    ["@linnet/more/chunk.js", 'The editor has no "@linnet/more/chunk.js". Programs here can import'],
    ["https://example.org/a.js", 'The editor has no "https://example.org/a.js". Programs here can import'],
    ["./own.js", 'There is no file "./own.js" to import. Programs here can import'],
    ["node:fs", '"node:fs" is a part of Node, which is not here. Programs here can import'],
  ])("refuses %s, with its line, before anything is loaded", async (name, sentence) => {
    const loaded: string[] = [];
    const error: unknown = await gatherModules([at("@linnet/base"), at(name, 7)], offered(loaded)).catch(
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(ProgramError);
    expect(error).toMatchObject({ line: 7, message: expect.stringContaining(sentence) as string });
    expect(loaded).toEqual([]);
  });
});
