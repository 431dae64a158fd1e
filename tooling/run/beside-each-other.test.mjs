import { describe, expect, it } from "vitest";
import { besideEachOther } from "./beside-each-other.mjs";

/** What begins (`+`) and ends (`-`), where each check takes as many turns as `turns` says, else one. */
async function order(checks, turns = {}) {
  const seen = [];
  await besideEachOther(checks, async ({ name }) => {
    seen.push(`+${name}`);
    for (let turn = 0; turn < (turns[name] ?? 1); turn++) await new Promise((resolve) => setImmediate(resolve));
    seen.push(`-${name}`);
  });
  return seen.join(" ");
}

describe("besideEachOther", () => {
  it("runs two at a time, in their order", async () => {
    expect(await order([{ name: "a" }, { name: "b" }, { name: "c" }], { a: 9 })).toBe("+a +b -b +c -c -a");
  });

  it("lets a check wait for the one that it needs", async () => {
    expect(await order([{ name: "a" }, { name: "b", needs: "a" }])).toBe("+a -a +b -b");
  });

  it("lets nothing run beside one that runs alone", async () => {
    const checks = [{ name: "a" }, { name: "b", alone: true }, { name: "c" }];
    expect(await order(checks, { b: 9 })).toBe("+a -a +b -b +c -c");
  });

  it("passes on what a check throws", async () => {
    await expect(besideEachOther([{ name: "a" }], () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  });
});
