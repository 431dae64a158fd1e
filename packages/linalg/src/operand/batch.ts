/** The index of matrix number `flat` in a batch of this shape; empty for a single matrix. */
export function batchIndex(flat: number, batch: readonly number[]): number[] {
  const index = new Array<number>(batch.length);
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    index[axis] = flat % batch[axis];
    flat = Math.floor(flat / batch[axis]);
  }
  return index;
}
