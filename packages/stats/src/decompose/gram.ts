import { type NDArray, add, concat, matmul, pad, scope, slice, sub } from "@linnet/core";

/** Elements of the rows that are centred at a time: 8 MiB of float64. */
const BLOCK = 2 ** 20;
/** Columns of a strip: what lies above its diagonal block is not computed. */
const STRIP = 196;

/**
 * The lower triangle of Aᵀ·A in float64, where A = (X − 1·x̄ᵀ)·V; what is above is not meant.
 *
 * @param x `[n, p]`
 * @param centre `[p]`
 * @param V `[p, r]`: columns to look along; the axes when left out
 * @returns `[p, p]`, or `[r, r]`
 * @remarks n·p·(p + 196) flops: strips of columns leave the upper triangle out. Rows are centred some at a time, so that no
 *   centred copy of X is made, and those of float32 converted.
 */
export function gram(x: NDArray, centre: NDArray, V?: NDArray): NDArray {
  const [n, p]: readonly number[] = x.shape;
  const rows = Math.max(256, Math.floor(BLOCK / p));
  let strips: readonly NDArray[] = [];
  for (let from = 0; from < n; from += rows) {
    const before = strips;
    strips = scope(() => {
      const block: NDArray = centred(slice(x, `${from}:${Math.min(n, from + rows)}`), centre);
      const products = lowerStrips(V === undefined ? block : matmul(block, V));
      return before.length === 0 ? products : products.map((product, i) => add(product, before[i]) as NDArray);
    });
    for (const strip of before) strip.dispose();
  }
  return concat(
    strips.map((strip) => lowered(strip, strips[0].shape[0])),
    { axis: 1 },
  );
}

/** X − 1·x̄ᵀ in float64. */
function centred(x: NDArray, centre: NDArray): NDArray {
  return sub(inDouble(x), inDouble(centre));
}

function inDouble(x: NDArray): NDArray {
  return x.dtype === "float64" ? x : x.astype("float64");
}

function lowerStrips(a: NDArray): readonly NDArray[] {
  const p: number = a.shape[1];
  const starts = Array.from({ length: Math.ceil(p / STRIP) }, (_, i) => i * STRIP);
  return starts.map((i) => {
    const strip: NDArray = slice(a, ":", `${i}:${Math.min(p, i + STRIP)}`);
    return matmul(slice(a, ":", `${i}:`).T as NDArray, strip);
  });
}

/** A strip with the zeros above it, so that it has `rows` rows. */
function lowered(strip: NDArray, rows: number): NDArray {
  return pad(strip, [
    [rows - strip.shape[0], 0],
    [0, 0],
  ]);
}
