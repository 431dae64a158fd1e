import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_TILE_COLS, tiling } from "./tiles.js";

const side = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5000 }));
const threads = fc.integer({ min: 2, max: 16 });

describe("tiling", () => {
  it("covers C exactly: no tile is empty and none is missing", () => {
    fc.assert(
      fc.property(side, side, side, threads, (m, n, k, t) => {
        const { rows, cols, across, count } = tiling(m, n, k, t);
        const down = count / across;
        expect(Number.isInteger(down)).toBe(true);
        expect((down - 1) * rows).toBeLessThan(m);
        expect(down * rows).toBeGreaterThanOrEqual(m);
        expect((across - 1) * cols).toBeLessThan(n);
        expect(across * cols).toBeGreaterThanOrEqual(n);
      }),
    );
  });

  it("cuts between micro tiles, and never wider than the panel of B that a thread has room for", () => {
    fc.assert(
      fc.property(side, side, side, threads, (m, n, k, t) => {
        const { rows, cols } = tiling(m, n, k, t);
        expect(rows % 2).toBe(0);
        expect(cols % 16).toBe(0);
        expect(cols).toBeLessThanOrEqual(MAX_TILE_COLS);
      }),
    );
  });

  it("gives every thread the same number of tiles where the product is large and square", () => {
    for (const t of [2, 4, 8]) expect(tiling(1024, 1024, 1024, t).count % t).toBe(0);
    expect(tiling(128, 128, 128, 2).count).toBe(4);
  });

  it("leaves threads without a tile where there is too little work for all", () => {
    expect(tiling(64, 64, 64, 2).count).toBe(2);
    expect(tiling(64, 64, 64, 16).count).toBe(2);
    expect(tiling(32, 32, 32, 16).count).toBe(1);
  });

  it("cuts long and flat matrices along their length", () => {
    expect(tiling(100_000, 64, 64, 2).across).toBe(1);
    expect(tiling(64, 4000, 512, 2)).toMatchObject({ rows: 64 });
  });
});
