import { bool, float32, float64 } from "../element-type.js";
import { inHeap } from "../memory/storage.js";
import type { MapOp } from "../ops/op.js";
import { map as referenceMap } from "../reference/map.js";
import type { Map } from "../signatures.js";
import type { Strided } from "../strided.js";
import { eachOnThreads } from "../threads/elements.js";
import { address } from "./address.js";
import type { MapFamily } from "./map-families.js";
import { inPieces } from "./pieces.js";

/** Elements from which threads may pay; below, the question is not even asked. */
const SHARED = 65_536;

/** float32 and float64 by SIMD kernels, other dtypes and operations without one by the reference. */
export const map: Map = (op, x, out) => {
  const { type } = x;
  const resultType = op.result === "bool" ? bool : type;
  if ((type !== float64 && type !== float32) || out.type !== resultType || op.code < 0 || op.family === undefined) {
    referenceMap(op, x, out);
    return;
  }
  const kernels = op.family.exports;
  const { size } = out.layout;
  if (inHeap(x.storage, op.name) && inHeap(out.storage, op.name) && x.layout.contiguous) {
    if (size >= SHARED && onThreads(op, op.family, x, out)) return;
    if (type === float64) kernels.f64_map(op.code, size, address(x), address(out));
    else kernels.f32_map(op.code, size, address(x), address(out));
  } else if (size > 0) {
    const kernel = type === float64 ? kernels.f64_map : kernels.f32_map;
    inPieces([x], out, (n, o, from) => kernel(op.code, n, from, o));
  }
};

function onThreads({ code }: MapOp, family: MapFamily, x: Strided, out: Strided): boolean {
  const bytes = 2 ** x.type.shift;
  const args = [code, out.layout.size, address(x), address(out)];
  return eachOnThreads(
    family,
    bytes === 8 ? "f64_map" : "f32_map",
    args,
    [0, 0, bytes, 2 ** out.type.shift],
    bytes,
    64,
  );
}
