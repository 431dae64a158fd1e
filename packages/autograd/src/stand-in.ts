import { type NDArray, ValueError } from "@linnet/core";
import { type Aval, type StandsFor, type Storage, rowMajor, viewOf } from "@linnet/core/extend";

/** Memory that is not there: shapes can be asked for, elements cannot. It looks like an array that has spilled. */
class Unreadable implements StandsFor {
  readonly address = 0;
  readonly bytes = 0;
  readonly owner = null;

  constructor(readonly standsFor: NDArray) {}

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
  const memory = new Unreadable(batch) as unknown as Storage; // of its public shape
  return viewOf({ type, storage: memory, offset: 0 } as NDArray, rowMajor(layout.shape)); // all that viewOf looks at
}

function unreadable(): ValueError {
  const contract = "f must not read elements, which differ over the batch";
  const hint = "Choose by where, which computes both sides, or loop over the batch.";
  return new ValueError("vmap", contract, "item(), toArray() or an operation that needs their values", hint);
}
