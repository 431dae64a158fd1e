/** Bytes from which a call of `memory.copy` pays. */
const LONG: i32 = 128;

/** m rows of `bytes` contiguous bytes, any distance apart. */
export function copyRows(m: i32, bytes: i32, x: usize, xRow: isize, o: usize, oRow: isize): void {
  for (; m > 0; m--, x += xRow, o += oRow) copyRow(bytes, x, o);
}

/** Contiguous bytes. */
export function copyRow(bytes: i32, x: usize, o: usize): void {
  if (bytes >= LONG) {
    memory.copy(o, x, bytes);
    return;
  }
  const end = o + bytes;
  for (const last = end - 16; o <= last; o += 16, x += 16) v128.store(o, v128.load(x));
  for (const last = end - 4; o <= last; o += 4, x += 4) store<u32>(o, load<u32>(x));
  for (; o < end; o++, x++) store<u8>(o, load<u8>(x));
}
