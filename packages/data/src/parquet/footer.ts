import type { Refuse } from "../columnar/refuse.js";
import type { FileReader } from "../platform/file.js";
import { readBytes } from "../source/progress.js";
import { ThriftReader } from "./thrift.js";

/**
 * Walks through the footer before hyparquet does, which makes room for as many elements as a list claims.
 *
 * @see https://parquet.apache.org/docs/file-format/metadata/
 */
export async function verifyFooter(file: FileReader, refuse: Refuse): Promise<void> {
  const tail = await readBytes(file, file.size - 8, 8);
  const length = new DataView(tail.buffer, tail.byteOffset, tail.byteLength).getUint32(0, true);
  if (length > file.size - 8) return; // hyparquet says so
  const footer = await readBytes(file, file.size - 8 - length, length);
  try {
    new ThriftReader(new DataView(footer.buffer, footer.byteOffset, footer.byteLength), 0).struct();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw refuse("the footer must be whole", cause.message, "The file may be damaged.");
  }
}
