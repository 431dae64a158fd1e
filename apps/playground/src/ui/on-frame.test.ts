import { afterEach, describe, expect, it, vi } from "vitest";
import { onFrame } from "./on-frame.js";

afterEach(() => void vi.unstubAllGlobals());

describe("onFrame", () => {
  it("shows the newest value once a frame", () => {
    const frames: (() => void)[] = [];
    vi.stubGlobal("requestAnimationFrame", (frame: () => void) => frames.push(frame));
    const shown: number[] = [];
    const show = onFrame((value: number) => void shown.push(value));
    for (const value of [1, 2, 3]) show(value);
    expect(shown).toEqual([]);
    expect(frames.length).toBe(1);
    frames[0]();
    expect(shown).toEqual([3]);
    show(4);
    frames[1]();
    expect(shown).toEqual([3, 4]);
  });
});
