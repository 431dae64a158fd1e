import { describe, expect, it } from "vitest";
import { arrange } from "./arrange.js";
import { linearAxis } from "./axis.js";

const page = { op: "chart", title: "Title", description: "", height: undefined, theme: "light" as const };

describe("arrange with equal units", () => {
  it.each([
    [320, undefined, 1, 1],
    [480, 200, 100, 1],
    [900, undefined, 1, 250],
    [480, 4000, 1e-9, 1e-9],
    [200, 120, 1e300, 1e-3],
  ])("has as many units a pixel on both axes: %d × %s pixels, ranges of %d and %d", (width, height, across, up) => {
    const axes = { x: linearAxis("x", -across, across, {}), y: linearAxis("y", 0, up, {}) };
    const { frame, x, y } = arrange({ page: { ...page, width, height }, ...axes, equal: true });
    const [[left, right], [low, high]] = [x?.axis.domain ?? [], y?.axis.domain ?? []];
    const unit = (right - left) / frame.width;
    // two roundings of an end, of the size of the ends
    expect(Math.abs((high - low) / frame.height - unit)).toBeLessThanOrEqual(8 * Number.EPSILON * unit);
    expect(left).toBeLessThanOrEqual(-across);
    expect(right).toBeGreaterThanOrEqual(across * (1 - 4 * Number.EPSILON));
    expect([low <= 0, high >= up]).toEqual([true, true]);
  });

  it("has ticks equally far apart on both axes", () => {
    const axes = { x: linearAxis("x", 0, 10, {}), y: linearAxis("y", 0, 3, {}) };
    const { x, y } = arrange({ page: { ...page, width: 480 }, ...axes, equal: true });
    const steps = [x, y].map((placed) => (placed?.ticks.values[1] ?? 0) - (placed?.ticks.values[0] ?? 0));
    expect(steps[0]).toBeGreaterThan(0);
    expect(steps[1]).toBe(steps[0]);
  });

  it("leaves axes without it as they are", () => {
    const axes = { x: linearAxis("x", 0, 10, {}), y: linearAxis("y", 0, 3, {}) };
    const { x, y } = arrange({ page: { ...page, width: 480 }, ...axes });
    expect([x?.axis.domain, y?.axis.domain]).toEqual([[0, 10], [0, 3]]); // prettier-ignore
  });
});
