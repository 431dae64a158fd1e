import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../output/said.js";
import { readNotice, readReport } from "./read-report.js";

const said = (part: unknown, level: unknown = "log"): unknown => ({ kind: "said", said: { level, parts: [part] } });
const svg = "<svg xmlns='http://www.w3.org/2000/svg'/>";

describe("what comes out of a sandbox", () => {
  it("is taken when it is well formed, without what else it holds", () => {
    const part = { kind: "text", text: "a", html: "<b>" };
    expect(readReport(said(part))).toEqual({
      kind: "said",
      said: { level: "log", parts: [{ kind: "text", text: "a" }] },
    });
    const error = { kind: "error", name: "E", message: "m", line: 3 };
    expect(readReport({ kind: "thrown", error })).toEqual({ kind: "thrown", error });
    expect(readReport({ kind: "thrown", error: { ...error, line: "3" } })).toMatchObject({ error: { line: null } });
    expect(readReport({ kind: "ended", x: 1 })).toEqual({ kind: "ended" });
    expect(readNotice({ kind: "broken", reason: "x".repeat(900) })).toEqual({
      kind: "broken",
      reason: "x".repeat(500),
    });
  });

  it.each([
    ["no part of this kind", { kind: "html", text: "<script>" }],
    ["a text that is none", { kind: "text", text: { toString: (): string => "a" } }],
    ["a text without end", { kind: "text", text: "a".repeat(2 * LIMITS.text + 1) }],
    ["a picture that is none", { kind: "figure", svg: "<img>", title: "", description: "" }],
    ["a picture without a name", { kind: "figure", svg }],
    ["numbers that are none", { kind: "array", dtype: "f", shape: [1], plates: [{ index: [], rows: [["<b>"]] }] }],
    ["a shape that is none", { kind: "array", dtype: "f", shape: [-1], plates: [] }],
    [
      "too many numbers",
      {
        kind: "array",
        dtype: "f",
        shape: [9],
        plates: [{ index: [], rows: Array.from("abc", () => Array(1000).fill(0)) }],
      },
    ],
    [
      "a record in a record in a record",
      { kind: "record", entries: [{ name: "a", part: { kind: "record", entries: [] } }] },
    ],
    ["a story without steps", { kind: "story", story: { story: "lu", title: "", arithmetic: "", steps: [] } }],
    ["a table with other cells", { kind: "table", names: ["a"], length: 1, rows: [[1]] }],
  ])("is refused when it is not: %s", (_what, part) => {
    expect(readReport(said(part))).toBeNull();
  });

  it("is refused when it is no message at all", () => {
    for (const data of [
      said({ kind: "text", text: "a" }, "html"),
      { kind: "thrown", error: { kind: "text", text: "a" } },
      { kind: "said" },
    ]) {
      expect(readReport(data)).toBeNull();
    }
    fc.assert(
      fc.property(fc.anything(), (data) => {
        expect(readNotice(data)).toBeNull();
        expect(readReport(data)).toBeNull();
        expect(readReport(said(data))).toBeNull();
      }),
    );
  });
});
