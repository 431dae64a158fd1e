import { spectralWasm } from "../generated/spectral.js";
import { Family } from "../wasm/family.js";

/** float64, contiguous vectors; addresses in bytes, strides in elements. */
interface SpectralExports {
  f64_rotate_chains(n: number, chains: number, count: number, pairs: number, z: number, zRow: number): void;
  f64_secular_roots(
    n: number,
    squares: boolean,
    inverseRho: number,
    poles: number,
    weights: number,
    deltas: number,
    deltaRow: number,
    roots: number,
  ): void;
  f64_loewner(n: number, poles: number, delta: number, deltaRow: number, z: number): void;
  f64_secular_vectors(n: number, z: number, delta: number, deltaRow: number, order: number, scratch: number): void;
  f64_singular_loewner(n: number, poles: number, delta: number, deltaRow: number, z: number): void;
  f64_singular_vectors(
    n: number,
    z: number,
    poles: number,
    order: number,
    scratch: number,
    delta: number,
    deltaRow: number,
    left: number,
    leftRow: number,
  ): void;
  gather_rows(
    count: number,
    rows: number,
    bytes: number,
    from: number,
    fromRow: number,
    to: number,
    toRow: number,
  ): void;
}

/** What eigenvalue and singular value decompositions use: rotations in batches, the secular equation. */
export const spectralFamily: Family<SpectralExports> = /* @__PURE__ */ new Family<SpectralExports>(spectralWasm, 0);
