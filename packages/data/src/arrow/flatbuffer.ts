/**
 * Walks the tables of a flatbuffer, so that what reads it afterwards finds every table and vector inside.
 *
 * @see https://flatbuffers.dev/internals, "Tables" and "Vectors"
 */
export class Flatbuffer {
  private readonly view: DataView;
  /** Tables that may still be visited: two cannot begin at one byte, so that none is met again and again. */
  private left: number;

  /** @param bytes all of it; its first four say where its root is */
  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.left = bytes.byteLength;
  }

  root(): number {
    return this.table(this.follow(0));
  }

  /** Where a field of a table is; `undefined` where the table has it not. */
  field(table: number, slot: number): number | undefined {
    const description = table - this.view.getInt32(table, true);
    const entry = 4 + 2 * slot;
    if (entry + 2 > this.view.getUint16(description, true)) return undefined;
    const offset = this.view.getUint16(description + entry, true);
    return offset === 0 ? undefined : table + offset;
  }

  /** The table that a field leads to. */
  child(table: number, slot: number): number | undefined {
    const at = this.field(table, slot);
    return at === undefined ? undefined : this.table(this.follow(at));
  }

  /** A vector that a field leads to: where its elements begin, and how many there are. */
  vector(table: number, slot: number, width: number): { readonly at: number; readonly length: number } {
    const field = this.field(table, slot);
    if (field === undefined) return { at: 0, length: 0 };
    const start = this.follow(field);
    const length = this.view.getUint32(start, true);
    if (start + 4 + length * width > this.view.byteLength) throw new RangeError("a vector goes beyond its buffer");
    return { at: start + 4, length };
  }

  /** The tables of a vector of them. */
  tables(table: number, slot: number): number[] {
    const { at, length } = this.vector(table, slot, 4);
    return Array.from({ length }, (_, i) => this.table(this.follow(at + 4 * i)));
  }

  byte(at: number | undefined): number {
    return at === undefined ? 0 : this.view.getUint8(at);
  }

  /** An integer of 64 bits as a double; beyond 2⁵³ it is about that large. */
  wide(at: number | undefined): number {
    return at === undefined ? 0 : Number(this.view.getBigInt64(at, true));
  }

  private follow(at: number): number {
    return at + this.view.getUint32(at, true);
  }

  private table(at: number): number {
    if (--this.left < 0) throw new RangeError("tables are met more than once");
    const description = at - this.view.getInt32(at, true);
    const size = this.view.getUint16(description, true);
    this.view.getUint8(description + size - 1);
    this.view.getUint8(at + this.view.getUint16(description + 2, true) - 1);
    return at;
  }
}
