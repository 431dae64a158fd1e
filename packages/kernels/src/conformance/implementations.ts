import * as reference from "../reference/index.js";
import type { Kernels } from "../signatures.js";
import { scatter } from "../reference/gather.js";
import { argsort } from "../wasm/argsort.js";
import { copy } from "../wasm/copy.js";
import { gather, scatterAdd } from "../wasm/gather.js";
import { gemm, gemv } from "../wasm/gemm.js";
import { map } from "../wasm/map.js";
import { philox } from "../wasm/philox.js";
import { argpartition, argselect } from "../wasm/rank.js";
import { reduce } from "../wasm/reduce.js";
import { select } from "../wasm/select.js";
import { sort } from "../wasm/sort.js";
import { trsm } from "../wasm/trsm.js";
import { zip } from "../wasm/zip.js";

const wasm: Kernels = {
  argpartition,
  argselect,
  argsort,
  copy,
  gather,
  gemm,
  gemv,
  map,
  philox,
  reduce,
  scatter,
  scatterAdd,
  select,
  sort,
  trsm,
  zip,
};

/** Every law holds for each of them. */
export const implementations: readonly { readonly name: string; readonly kernels: Kernels }[] = [
  { name: "reference", kernels: reference },
  { name: "wasm", kernels: wasm },
];
