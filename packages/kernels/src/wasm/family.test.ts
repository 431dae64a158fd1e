import { describe, expect, it, vi } from "vitest";
import { arcsineWasm } from "../generated/arcsine.js";
import { arctanWasm } from "../generated/arctan.js";
import { areaWasm } from "../generated/area.js";
import { argsortWasm } from "../generated/argsort.js";
import { atan2Wasm } from "../generated/atan2.js";
import { attentionWasm } from "../generated/attention.js";
import { bidiagonalWasm } from "../generated/bidiagonal.js";
import { cbrtWasm } from "../generated/cbrt.js";
import { cmatrixWasm } from "../generated/cmatrix.js";
import { convolutionWasm } from "../generated/convolution.js";
import { copyWasm } from "../generated/copy.js";
import { digammaWasm } from "../generated/digamma.js";
import { entropyWasm } from "../generated/entropy.js";
import { erfWasm } from "../generated/erf.js";
import { expWasm } from "../generated/exp.js";
import { exp2Wasm } from "../generated/exp2.js";
import { extremaWasm } from "../generated/extrema.js";
import { fftWasm } from "../generated/fft.js";
import { gammaWasm } from "../generated/gamma.js";
import { gatherWasm } from "../generated/gather.js";
import { gemmWasm } from "../generated/gemm.js";
import { hyperbolicWasm } from "../generated/hyperbolic.js";
import { hypotWasm } from "../generated/hypot.js";
import { integersWasm } from "../generated/integers.js";
import { lapackWasm } from "../generated/lapack.js";
import { lgammaWasm } from "../generated/lgamma.js";
import { logWasm } from "../generated/log.js";
import { log2Wasm } from "../generated/log2.js";
import { logicalWasm } from "../generated/logical.js";
import { logisticWasm } from "../generated/logistic.js";
import { mapWasm } from "../generated/map.js";
import { normalWasm } from "../generated/normal.js";
import { normalizeWasm } from "../generated/normalize.js";
import { poolWasm } from "../generated/pool.js";
import { productWasm } from "../generated/product.js";
import { randomWasm } from "../generated/random.js";
import { rankWasm } from "../generated/rank.js";
import { recurrentWasm } from "../generated/recurrent.js";
import { reflectorsWasm } from "../generated/reflectors.js";
import { schurWasm } from "../generated/schur.js";
import { selectWasm } from "../generated/select.js";
import { softplusWasm } from "../generated/softplus.js";
import { sortWasm } from "../generated/sort.js";
import { spectralWasm } from "../generated/spectral.js";
import { stepWasm } from "../generated/step.js";
import { sumWasm } from "../generated/sum.js";
import { tanWasm } from "../generated/tan.js";
import { tridiagonalWasm } from "../generated/tridiagonal.js";
import { trigWasm } from "../generated/trig.js";
import { trsmWasm } from "../generated/trsm.js";
import { zipWasm } from "../generated/zip.js";
import { HEAP_BASE } from "../memory/memory.js";
import { importPlainMemory } from "./plain-memory.js";
import { decode } from "./text.js";

const modules = {
  arcsineWasm,
  arctanWasm,
  areaWasm,
  argsortWasm,
  atan2Wasm,
  attentionWasm,
  bidiagonalWasm,
  cbrtWasm,
  cmatrixWasm,
  convolutionWasm,
  copyWasm,
  digammaWasm,
  entropyWasm,
  erfWasm,
  expWasm,
  exp2Wasm,
  extremaWasm,
  fftWasm,
  gammaWasm,
  gatherWasm,
  gemmWasm,
  hyperbolicWasm,
  hypotWasm,
  integersWasm,
  lapackWasm,
  lgammaWasm,
  logWasm,
  log2Wasm,
  logicalWasm,
  logisticWasm,
  mapWasm,
  normalWasm,
  normalizeWasm,
  poolWasm,
  productWasm,
  randomWasm,
  rankWasm,
  recurrentWasm,
  reflectorsWasm,
  schurWasm,
  selectWasm,
  softplusWasm,
  sortWasm,
  spectralWasm,
  stepWasm,
  sumWasm,
  tanWasm,
  tridiagonalWasm,
  trigWasm,
  trsmWasm,
  zipWasm,
};

/** Where instantiating a module writes: first and last byte of each data segment, found by filling the memory before. */
function writtenBy(text: string): number[] {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 65535, shared: true });
  const before = new Uint8Array(memory.buffer).fill(0xa5);
  void new WebAssembly.Instance(new WebAssembly.Module(decode(text)), { env: { memory } });
  return [before.findIndex((byte) => byte !== 0xa5), before.findLastIndex((byte) => byte !== 0xa5)];
}

describe("modules", () => {
  it("keep their constants apart from each other and below the heap", () => {
    const spans = Object.values(modules)
      .map(writtenBy)
      .filter(([first]) => first >= 0)
      .sort(([a], [b]) => a - b);
    expect(spans.length).toBeGreaterThan(0);
    spans.forEach(([first, last], i) => {
      expect(first).toBeGreaterThan(i === 0 ? 0 : spans[i - 1][1]);
      expect(last).toBeLessThan(HEAP_BASE);
    });
  });

  it.each(Object.entries(modules))("%s imports plain memory once it is told to", (_, text) => {
    const memory = new WebAssembly.Memory({ initial: 16, maximum: 65535 });
    const bytes = decode(text);
    importPlainMemory(bytes);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
    expect(Object.keys(exports)).not.toHaveLength(0);
  });
});

describe("kernels", () => {
  it("run on plain memory, growing included", async () => {
    vi.resetModules();
    const kernels = await import("../index.js");
    kernels.configureMemory({ shared: false });
    const { add, allocate, elements, float64, rowMajor, zip } = kernels;
    const layout = rowMajor([3]);
    const x = { type: float64, layout, storage: allocate(24), offset: 0 };
    elements(x.storage, float64).set([1, 2, 3]);
    const big = allocate(2 ** 25); // grows the memory, which detaches the views of before
    const out = { type: float64, layout, storage: big, offset: 0 };
    zip(add, x, x, out);
    expect([...elements(out.storage, float64).subarray(0, 3)]).toEqual([2, 4, 6]);
    expect(kernels.memoryStats().shared).toBe(false);
  });
});
