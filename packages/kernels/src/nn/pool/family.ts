import { poolWasm } from "../../generated/pool.js";
import { Family } from "../../wasm/family.js";

/** Addresses in bytes; `bytes` of a number are 4 or 8. */
interface PoolExports {
  maxWindows(
    bytes: number,
    planes: number,
    height: number,
    width: number,
    down: number,
    across: number,
    rows: number,
    rowStep: number,
    cols: number,
    colStep: number,
    x: number,
    y: number,
    places: number,
  ): void;
  largestOfFour(
    planes: number,
    height: number,
    width: number,
    down: number,
    across: number,
    x: number,
    y: number,
    places: number,
  ): void;
  averageWindows(
    bytes: number,
    adjoint: boolean,
    planes: number,
    height: number,
    width: number,
    down: number,
    across: number,
    rows: number,
    rowDivisors: number,
    cols: number,
    colDivisors: number,
    from: number,
    to: number,
  ): void;
  takePlaces: Places;
  addPlaces: Places;
}

type Places = (
  bytes: number,
  planes: number,
  size: number,
  count: number,
  x: number,
  places: number,
  o: number,
) => void;

/** Kernels of windows that are reduced. */
export const poolFamily: Family<PoolExports> = /* @__PURE__ */ new Family<PoolExports>(poolWasm, 0);
