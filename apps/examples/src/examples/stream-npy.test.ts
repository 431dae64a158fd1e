import { describe, expect, it } from "vitest";
import { measure } from "./stream-npy.js";

describe("a streamed npy file", () => {
  it("gives the moments of its columns in bounded memory, tells how it goes, and ends when it is aborted", async () => {
    const lines: string[] = [];
    const { value, note } = await measure(32_000, (line) => lines.push(line));
    expect(value).toBeGreaterThanOrEqual(0); // NaN where the moments are wrong; the bar of 100 ms is the example's
    expect(note).toMatch(
      /^32 MB at \d+ MB\/s, with the moments at \d+ MB\/s; peak memory \d+ MB more than before, with the moments \d+ MB$/,
    );
    expect(lines.at(-1)).toBe("██████████ 32 MB");
  });
});
