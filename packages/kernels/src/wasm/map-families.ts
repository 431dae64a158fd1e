import { erfWasm } from "../generated/erf.js";
import { log2Wasm } from "../generated/log2.js";
import { softplusWasm } from "../generated/softplus.js";
import { arcsineWasm } from "../generated/arcsine.js";
import { arctanWasm } from "../generated/arctan.js";
import { areaWasm } from "../generated/area.js";
import { cbrtWasm } from "../generated/cbrt.js";
import { exp2Wasm } from "../generated/exp2.js";
import { expWasm } from "../generated/exp.js";
import { digammaWasm } from "../generated/digamma.js";
import { gammaWasm } from "../generated/gamma.js";
import { hyperbolicWasm } from "../generated/hyperbolic.js";
import { lgammaWasm } from "../generated/lgamma.js";
import { logWasm } from "../generated/log.js";
import { logisticWasm } from "../generated/logistic.js";
import { mapWasm } from "../generated/map.js";
import { normalWasm } from "../generated/normal.js";
import { tanWasm } from "../generated/tan.js";
import { trigWasm } from "../generated/trig.js";
import { Family, LARGE } from "./family.js";

/** Kernels of `map`: n contiguous numbers o ← f(x), addresses in bytes; o may be x. */
export interface MapExports {
  f32_map(op: number, n: number, x: number, o: number): void;
  f64_map(op: number, n: number, x: number, o: number): void;
}

export type MapFamily = Family<MapExports>;

/** What costs next to nothing an element. */
export const cheapFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(mapWasm, 1024, LARGE);

/** exp and expm1. A module for each group of operations, so that a bundle has what it uses. */
export const expFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(expWasm, 8192);
/** log and log1p. */
export const logFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(logWasm, 8192);
/** tanh and sigmoid. */
export const logisticFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(logisticWasm, 8192);
/** sin and cos. */
export const trigFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(trigWasm, 8192);
/** log2 and log10. */
export const log2Family: MapFamily = /* @__PURE__ */ new Family<MapExports>(log2Wasm, 8192);
/**
 * With its tables, as the next. They are filled when they are first used, and lie in scratch memory, which on other threads
 * is that of all families and keeps nothing: these stay on one thread.
 */
export const erfFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(erfWasm, 45_136, Infinity);
/** erfc and gelu. */
export const normalFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(normalWasm, 96_816, Infinity);
/** softplus. */
export const softplusFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(softplusWasm, 8192);
export const tanFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(tanWasm, 8192);
/** asin and acos. */
export const arcsineFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(arcsineWasm, 8192);
/** sinh and cosh. */
export const hyperbolicFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(hyperbolicWasm, 8192);
/** asinh, acosh and atanh. */
export const areaFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(areaWasm, 8192);
export const arctanFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(arctanWasm, 8192);
export const exp2Family: MapFamily = /* @__PURE__ */ new Family<MapExports>(exp2Wasm, 8192);
export const cbrtFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(cbrtWasm, 8192);
export const gammaFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(gammaWasm, 8192);
export const lgammaFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(lgammaWasm, 8192);
export const digammaFamily: MapFamily = /* @__PURE__ */ new Family<MapExports>(digammaWasm, 8192);
