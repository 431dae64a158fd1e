import { type NDArray, ValueError } from "@linnet/core";
import { type Aval, type Storage, rowMajor, viewOf } from "@linnet/core/extend";

/** What each stand-in stands for: an array that has one axis more. */
const batches: WeakMap<NDArray, NDArray> = /* @__PURE__ */ new WeakMap();

/** Memory that is not there: shapes can be asked for, elements cannot. It looks like an array that has spilled. */
class Unreadable {
  readonly address = 0;
  readonly bytes = 0;
  readonly owner = null;

  get buffer(): never {
    throw unreadable();
  }
  set buffer(_released: null) {
    // Given back: there was nothing.
  }
  as(): never {
    throw unreadable();
  }
  forget(): void {
    // Nothing is kept.
  }
}

/** An array of a dtype and shape without elements, which stands for every member of a batch at once. */
export function standIn({ type, layout }: Aval, batch: NDArray): NDArray {
  const memory = new Unreadable() as unknown as Storage; // of its public shape
  const x = viewOf({ type, storage: memory, offset: 0 } as NDArray, rowMajor(layout.shape)); // all that viewOf looks at
  batches.set(x, batch);
  return x;
}

/** The array whose elements an array stands for, however many batches stand inside one another; else the array itself. */
export function valueOf(x: NDArray): NDArray {
  let value = x;
  for (let batch = batches.get(x); batch !== undefined; batch = batches.get(batch)) value = batch;
  return value;
}

function unreadable(): ValueError {
  const contract = "f must not read elements, which differ over the batch";
  const hint = "Choose by where, which computes both sides, or loop over the batch.";
  return new ValueError("vmap", contract, "item(), toArray() or an operation that needs their values", hint);
}
