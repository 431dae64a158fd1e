import { deflateRawSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST, LinkError, readLink, writeLink } from "./link.js";

const linkOf = (bytes: Uint8Array): string => `#code=${Buffer.from(bytes).toString("base64url")}`;

async function refusal(hash: string): Promise<string> {
  const error: unknown = await readLink(hash).then(
    (asked) => new Error(`it was read: ${JSON.stringify(asked).slice(0, 100)}`),
    (error: unknown) => error,
  );
  return error instanceof LinkError ? error.message : `not refused: ${String(error)}`;
}

const DAMAGED = "The link's program is damaged: part of the link may be missing. The editor begins as usual.";

describe("links", () => {
  it("give back every program that they are made of", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 500 }), async (text) => {
        const hash = await writeLink(text);
        expect(hash).toMatch(/^#code=[\w-]+$/);
        expect(await readLink(hash)).toEqual({ kind: "program", text });
      }),
      { numRuns: 40 },
    );
    const longest = "x".repeat(LONGEST);
    expect(await readLink(await writeLink(longest))).toEqual({ kind: "program", text: longest });
  });

  it("are RFC 1951 in the alphabet of RFC 4648: what others compress is read too", async () => {
    const text = "console.log('ä − ∞');";
    expect(await readLink(linkOf(deflateRawSync(Buffer.from(text))))).toEqual({ kind: "program", text });
  });

  it("name samples, or nothing", async () => {
    expect(await readLink("#sample=first-steps")).toEqual({ kind: "sample", id: "first-steps" });
    expect(await readLink("")).toEqual({ kind: "nothing" });
    expect(await readLink("#")).toEqual({ kind: "nothing" });
  });

  it("are refused in a sentence when they are not ours, whatever they are", async () => {
    const other = "The link is not one of this editor's. The editor begins as usual.";
    for (const hash of ["#/systems?step=2", "#code=", "#code=a+b", "#sample=<b>", "#code=aa&sample=x", "#x"]) {
      expect(await refusal(hash)).toBe(other);
    }
    expect(await refusal("#code=a")).toBe(DAMAGED);
    expect(await refusal("#code=____")).toBe(DAMAGED);
    expect(await refusal(linkOf(deflateRawSync(Uint8Array.of(0xff, 0xfe, 0xfd))))).toBe(DAMAGED);
    const whole = await writeLink("console.log(1 + 1);\n".repeat(20));
    expect(await refusal(whole.slice(0, -6))).toBe(DAMAGED);
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.uint8Array({ maxLength: 50 }), async (text, bytes) => {
        for (const hash of [`#${text}`, `#code=${text}`, linkOf(bytes)]) {
          await readLink(hash).catch((error: unknown) => expect(error).toBeInstanceOf(LinkError));
        }
      }),
    );
  });

  it("hold no more than 64 kB, however small they are", async () => {
    const sentence =
      "The link's program is longer than 64 kB, so it is not one of this editor's. The editor begins as usual.";
    expect(await refusal(linkOf(deflateRawSync(new Uint8Array(1_000_000).fill(32))))).toBe(sentence);
    expect(await refusal(`#code=${"A".repeat(2 * LONGEST + 1)}`)).toBe(sentence);
    await expect(writeLink("é".repeat(LONGEST))).rejects.toThrow(
      new LinkError("A link holds a program of up to 64 kB; this one has 128. Shorten it."),
    );
  });
});
