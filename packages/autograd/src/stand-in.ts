import { type NDArray, ValueError } from "@linnet/core";
import { type ElementType, type StandsFor, type Storage, rowMajor, viewOf } from "@linnet/core/extend";

/** Memory that is not there: shapes can be asked for, elements cannot. It looks like an array that has spilled. */
class Unreadable implements StandsFor {
  readonly address = 0;
  readonly bytes = 0;
  readonly owner = null;
  /** The array with this memory; views of it are none that anything is known of. */
  member: NDArray | null = null;

  constructor(
    readonly standsFor: NDArray,
    readonly mark: object,
  ) {}

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

/**
 * An array of a dtype and shape without elements, which stands for every member of a batch at once.
 *
 * @param mark tells the stand-ins of one batch from those of others
 */
export function standIn(type: ElementType, shape: readonly number[], batch: NDArray, mark: object): NDArray {
  const memory = new Unreadable(batch, mark);
  const storage = memory as unknown as Storage; // of its public shape
  const member = viewOf({ type, storage, offset: 0 } as NDArray, rowMajor(shape)); // all that viewOf looks at
  memory.member = member;
  return member;
}

/** All members that an array stands for, with the batch in front; `null` where it is no stand-in of that mark. */
export function stoodFor(x: NDArray, mark: object): NDArray | null {
  const memory: unknown = (x as NDArray | null | undefined)?.storage; // what is no array is refused by whoever evaluates
  return memory instanceof Unreadable && memory.mark === mark && memory.member === x ? memory.standsFor : null;
}

function unreadable(): ValueError {
  const contract = "f must not read elements, which differ over the batch";
  const hint = "Choose by where, which computes both sides, or loop over the batch.";
  return new ValueError("vmap", contract, "item(), toArray() or an operation that needs their values", hint);
}
