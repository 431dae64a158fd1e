import { describe, expect, it } from "vitest";
import { BEGIN, type Look, eye, keyed, turned } from "./look.js";

const press = (look: Look, key: string, times: number): Look =>
  Array.from({ length: times }).reduce<Look>((now) => keyed(now, key) ?? now, look);

describe("look", () => {
  it("turns around and comes back, and never over a pole", () => {
    const around = press(BEGIN, "ArrowRight", 72);
    expect(around.azimuth).toBe(BEGIN.azimuth); // whole degrees are exact
    expect(press(BEGIN, "ArrowUp", 100).elevation).toBeLessThan(90);
    expect(press(BEGIN, "ArrowDown", 100).elevation).toBeGreaterThan(-90);
    expect(turned(BEGIN, 400, 0).azimuth).toBe(BEGIN.azimuth + 40);
  });

  it("comes nearer and goes away within bounds; Home begins anew; other keys are the page's", () => {
    const near = press(BEGIN, "+", 100);
    expect(Math.hypot(...eye(near))).toBeGreaterThan(0.1 + Math.sqrt(3) - 1); // not inside what it looks at
    expect(Math.hypot(...eye(press(near, "-", 1)))).toBeGreaterThan(Math.hypot(...eye(near)));
    expect(keyed(near, "Home")).toEqual(BEGIN);
    expect(keyed(BEGIN, "Tab")).toBeNull();
  });

  it("stands above the plane of x and y at the azimuth that it says", () => {
    const [x, y, z] = eye({ azimuth: 90, elevation: 0, zoom: 1 });
    expect(z).toBe(0);
    expect(y).toBeGreaterThan(0);
    expect(Math.abs(x)).toBeLessThanOrEqual(Number.EPSILON * y); // π/2 is rounded
  });
});
