import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NDArray } from "@linnet/core";
import { Explanation } from "@linnet/explain";
import { Figure } from "@linnet/plot";
import { describe, expect, it } from "vitest";
import { SAMPLES } from "../catalogue.js";
import { printed } from "./printed.js";

/** Tests what holds of every sample of a group: how it is written, and of what kind everything is that it prints. */
export function checkGroup(group: string): void {
  const samples = SAMPLES.filter((sample) => sample.group === group);
  if (samples.length === 0) throw new RangeError(`There is no group “${group}”.`);
  describe.each(samples)("$id", ({ id }) => {
    const text = readFileSync(join(import.meta.dirname, "..", `${id}.ts`), "utf8");

    it("is short, begins by saying what it is, and uses nothing but Linnet and console.log", () => {
      const lines = text.trimEnd().split("\n");
      expect(lines[0]).toMatch(/^\/\/ \S.*[.?]$/);
      expect(lines.length).toBeLessThan(95);
      const from = Array.from(text.matchAll(/\bfrom "([^"]+)"|\bimport\s*\(?\s*"([^"]+)"/g), ([, a, b]) => a ?? b);
      expect(from.length).toBeGreaterThan(0);
      for (const name of from) expect(name).toMatch(/^@linnet\/[a-z]+$/);
      const code = text.replaceAll(/^\s*\/\/.*$/gm, "");
      expect(code.match(/\bconsole\.(?!log\()/g)).toBeNull();
      expect(code).not.toMatch(/\b(process|require|document|window|globalThis|self|fetch|performance|Date|any)\b/);
      expect(code).not.toMatch(/\bMath\.random\b|@ts-|!\.|import\.meta/);
    });

    it("prints words, arrays, figures and explanations, without a NaN", async () => {
      const { calls, lines } = await printed(id);
      expect(lines.length).toBeGreaterThan(0);
      expect(calls.length).toBeGreaterThan(2); // a small story
      expect(calls.length).toBeLessThan(12);
      for (const line of lines) expect(line).not.toMatch(/undefined|\[object|NaN|Infinity/);
      const things = calls.flat().filter((one) => typeof one === "object");
      for (const thing of things) {
        const isKnown =
          [NDArray, Figure, Explanation].some((kind) => thing instanceof kind) || "columns" in (thing ?? {});
        expect(isKnown).toBe(true);
        if (thing instanceof NDArray) expect(String(thing)).not.toContain("nan");
      }
    }, 30_000);
  });
}
