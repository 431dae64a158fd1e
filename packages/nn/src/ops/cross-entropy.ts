import {
  type IndexError,
  type NDArray,
  type ValueError,
  add,
  astype,
  broadcastTo,
  div,
  mul,
  notEqual,
  reshape,
  softmax,
  sub,
  sum,
} from "@linnet/core";
import {
  type PrimitiveMany,
  broadcastShapes,
  dense,
  elements,
  primitiveMany,
  rowMajor,
  sameShape,
  sumTo,
  unravel,
} from "@linnet/core/extend";
import { entropyRows } from "@linnet/kernels/nn";
import { noClass, nothingKept } from "./label-errors.js";

export interface CrossEntropyParams {
  /** The label of rows that do not count. */
  readonly ignored: number | null;
  /** The share of a label that is spread over all classes. */
  readonly smoothing: number;
  readonly reduction: "none" | "sum" | "mean";
  /** The shape of the labels before they were put in a row, to tell places by. */
  readonly shape: readonly number[];
}

/**
 * Cross-entropy of rows of logits `[…, n, k]` and labels `[…, n]`, and its slopes `[…, n, k]`, in one pass:
 *
 *     ℓ = log Σⱼ exp zⱼ − Σⱼ qⱼ·zⱼ,   ∂ℓ/∂z = softmax z − q,   q = (1 − s)·eₜ + s/k
 *
 * The first output is `[…, n]`, or `[…]` where it is reduced, and the slopes then are those of the reduced loss. As they are an output,
 * a first derivative is one product, and a second derivative is that of the slopes.
 */
export const crossEntropyP: PrimitiveMany<CrossEntropyParams> = /* @__PURE__ */ primitiveMany<CrossEntropyParams>(
  "crossEntropy",
  {
    batch: [2, 1],

    abstract([z, t], { reduction }) {
      const outer = broadcastShapes("crossEntropy", z.layout.shape.slice(0, -2), t.layout.shape.slice(0, -1));
      const [n, k] = z.layout.shape.slice(-2);
      const losses = rowMajor(reduction === "none" ? [...outer, n] : outer);
      return [
        { type: z.type, layout: losses },
        { type: z.type, layout: rowMajor([...outer, n, k]) },
      ];
    },

    evaluate([z, t], [losses, slopes], params) {
      const shape: readonly number[] = slopes.shape;
      const [n, k] = shape.slice(-2);
      const logits = whole(z, shape);
      const labels = whole(t, shape.slice(0, -1));
      const task = { classes: k, ignored: params.ignored, smoothing: params.smoothing, reduction: params.reduction };
      const members = shape.slice(0, -2).reduce((count, d) => count * d, 1);
      const each = params.reduction === "none" ? n : 1;
      for (let i = 0; i < members; i++) {
        const part = (x: NDArray, inner: readonly number[], size: number): Parameters<typeof entropyRows>[0] => ({
          type: x.type,
          storage: x.storage,
          layout: rowMajor(inner),
          offset: x.offset + i * size,
        });
        const own = part(labels, [n], n);
        const wrong = entropyRows(
          part(logits, [n, k], n * k),
          own,
          part(losses, [each], each),
          part(slopes, [n, k], n * k),
          task,
        );
        if (wrong >= 0) throw refusal(wrong, own, k, params);
      }
    },

    derivative: {
      vjp([ct, ctSlopes], [z, t], [, slopes], params) {
        const byLogits = (): NDArray => {
          const first = ct === null ? null : mul(beside(ct, params), slopes);
          const second = ctSlopes === null ? null : bent(ctSlopes, z, t, params);
          const total = first !== null && second !== null ? add(first, second) : (first ?? second);
          return sumTo(total as NDArray, z.shape); // one of the outputs was used, or nobody would ask
        };
        return [byLogits, null];
      },

      jvp([dz], [z, t], [, slopes], params) {
        const along: NDArray = mul(slopes, dz);
        const losses: NDArray = sum(along, { axis: params.reduction === "none" ? -1 : [-2, -1] });
        return [losses, bent(dz, z, t, params)];
      },
    },
  },
);

/** The symmetric second derivative applied to v: c·p∘(v − Σ p·v), with p = softmax z and what each row counts for. */
function bent(v: NDArray, z: NDArray, t: NDArray, { ignored, reduction }: CrossEntropyParams): NDArray {
  const p = softmax(z);
  const moved = mul(p, sub(v, sum(mul(p, v), { axis: -1, keepDims: true }) as NDArray));
  if (ignored === null) return reduction === "mean" ? div(moved, z.shape.at(-2) as number) : moved;
  const counts = astype(notEqual(t, ignored) as NDArray, z.dtype);
  const shares = reduction === "mean" ? div(counts, sum(counts, { axis: -1, keepDims: true }) as NDArray) : counts;
  return mul(moved, reshape(shares, [...shares.shape, 1]));
}

/** A cotangent of the losses, to be broadcast over the slopes. */
function beside(ct: NDArray, { reduction }: CrossEntropyParams): NDArray {
  if (ct.ndim === 0) return ct;
  return reshape(ct, reduction === "none" ? [...ct.shape, 1] : [...ct.shape, 1, 1]);
}

function whole(x: NDArray, shape: readonly number[]): NDArray {
  return dense(sameShape(x.shape, shape) ? x : broadcastTo(x, shape));
}

function refusal(
  row: number,
  labels: Parameters<typeof entropyRows>[1],
  classes: number,
  { shape }: CrossEntropyParams,
): IndexError | ValueError {
  if (row === labels.layout.size) return nothingKept("crossEntropy", labels.layout.size);
  const label = elements(labels.storage, labels.type)[labels.offset + row];
  return noClass("crossEntropy", label, unravel(row, shape), classes);
}
