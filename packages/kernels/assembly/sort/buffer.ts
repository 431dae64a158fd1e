/** Bytes that networks work in, before the buffers. */
export const BOX: usize = 256;
/** Bytes that may be read and written beyond the numbers of a buffer. */
const SLACK: usize = 128;

/** The buffers of a lane of n numbers in `work`. @inline */
export function buffer<T>(i: usize, n: i32, work: usize): usize {
  return work + BOX + i * (<usize>n * sizeof<T>() + SLACK);
}
