/** Windows along one axis. */
export interface Spans {
  /** Where each begins and ends, within the axis; none is empty. */
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** From one element of a window to the next; averages have 1. */
  readonly step: number;
  /** By what sums of each window are divided: the product of the two axes' numbers. */
  readonly divisor: readonly number[];
}
