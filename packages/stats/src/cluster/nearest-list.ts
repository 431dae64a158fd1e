/** The k nearest that were seen, nearest first; of equally near ones those of lower index, whatever the order they are seen in. */
export class NearestList {
  readonly distances: Float64Array;
  readonly indices: Int32Array;
  private count = 0;

  constructor(readonly k: number) {
    this.distances = new Float64Array(k);
    this.indices = new Int32Array(k);
  }

  clear(): void {
    this.count = 0;
  }

  /** The distance that another must not exceed to come in. */
  get worst(): number {
    return this.count < this.k ? Infinity : this.distances[this.k - 1];
  }

  add(distance: number, index: number): void {
    const { distances, indices, k } = this;
    let at = this.count;
    if (at === k) {
      if (!isBefore(distance, index, distances[k - 1], indices[k - 1])) return;
      at = k - 1;
    } else this.count++;
    for (; at > 0 && isBefore(distance, index, distances[at - 1], indices[at - 1]); at--) {
      distances[at] = distances[at - 1];
      indices[at] = indices[at - 1];
    }
    distances[at] = distance;
    indices[at] = index;
  }
}

function isBefore(distance: number, index: number, other: number, otherIndex: number): boolean {
  return distance < other || (distance === other && index < otherIndex);
}
