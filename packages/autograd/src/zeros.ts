import { type NDArray, add, array, astype, broadcastTo, div, matmul, mean, mul, neg, sub, sum } from "@linnet/core";
import {
  type Aval,
  type ElementType,
  type Interpreter,
  type Primitive,
  type PrimitiveMany,
  bindMany,
  bindUnder,
  broadcastLayout,
  elements,
  interpretWith,
  permanentScalar,
  sameShape,
  viewOf,
} from "@linnet/core/extend";

/**
 * Zeros in a shape, all of them one number in memory: neither made nor filled. Arrays like any other for whoever reads them, but
 * `isZero` knows them, and views of them.
 */
export function zeroOf({ type, layout }: Aval): NDArray {
  const zero = zeroScalar(type);
  return viewOf(zero, broadcastLayout(zero.layout, layout.shape));
}

/** Whether an array is one of `zeroOf`: known without a look at its elements. */
export function isZero(x: NDArray): boolean {
  return x.storage === scalars[x.type.code]?.storage;
}

/**
 * Interprets rules of derivatives some of whose tangents are known to be zero: products with them are not computed, sums are
 * what the other term is. Everything else is evaluated, as the interpreter outside does it.
 *
 *     d(a·b) = da·b + a·0 = da·b
 */
export class Zeros implements Interpreter {
  constructor(private readonly outer: Interpreter | null) {}

  process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
    if (inputs.some(isZero)) {
      const known = this.simplified(p, inputs, params);
      if (known !== null) return known;
    }
    return bindUnder(this.outer, p, inputs, params);
  }

  processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
    return interpretWith(this.outer, () => bindMany(p, inputs, params));
  }

  private simplified<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray | null {
    const [a, b] = inputs;
    switch (roles().get(p)) {
      case "product":
        return zeroOf(p.abstract(inputs, params)); // of whatever, as one of the factors is zero
      case "linear":
        return isZero(a) ? zeroOf(p.abstract(inputs, params)) : null;
      case "sum":
        return this.stretched(isZero(a) ? b : a, p.abstract(inputs, params));
      case "difference":
        return this.stretched(isZero(b) ? a : this.negative(b), p.abstract(inputs, params));
      default:
        return null;
    }
  }

  private negative(x: NDArray): NDArray {
    return interpretWith(this, () => neg(x));
  }

  private stretched(x: NDArray, { layout: { shape } }: Aval): NDArray {
    return sameShape(x.layout.shape, shape) ? x : interpretWith(this.outer, () => broadcastTo(x, shape));
  }
}

/** What becomes of a zero: in any place, in the first of the inputs, or beside a term that is none. */
type Role = "product" | "linear" | "sum" | "difference";

let known: ReadonlyMap<object, Role> | null = null;

/** Roles of the primitives that most rules are written with. Of others zeros are evaluated, like any array. */
function roles(): ReadonlyMap<object, Role> {
  return (known ??= interpretWith(null, () => {
    const x = array([[1]], { dtype: "float32" });
    return new Map<object, Role>([
      [primitiveOf(() => mul(x, x)), "product"],
      [primitiveOf(() => matmul(x, x)), "product"],
      [primitiveOf(() => add(x, x)), "sum"],
      [primitiveOf(() => sub(x, x)), "difference"],
      [primitiveOf(() => div(x, x)), "linear"],
      [primitiveOf(() => neg(x)), "linear"],
      [primitiveOf(() => sum(x)), "linear"],
      [primitiveOf(() => mean(x)), "linear"],
      [primitiveOf(() => astype(x, "float64")), "linear"],
    ]);
  }));
}

/** The primitive that an operation applies: names are no proof, since other packages may use the same. */
function primitiveOf(operation: () => NDArray): object {
  let applied: object = {};
  const look: Interpreter = {
    process(p, inputs, params) {
      applied = p;
      return bindUnder(null, p, inputs, params);
    },
    processMany: (p, inputs, params) => interpretWith(null, () => bindMany(p, inputs, params)),
  };
  interpretWith(look, operation);
  return applied;
}

/** One zero of each dtype, by the code of its element type. No scope gives it back. */
const scalars: NDArray[] = [];

function zeroScalar(type: ElementType): NDArray {
  const { code } = type;
  if (scalars[code] === undefined) {
    scalars[code] = permanentScalar(type);
    elements(scalars[code].storage, type).fill(0);
  }
  return scalars[code];
}
