/** Fields of a struct by number: integers, bools and structs; texts and lists are passed over. */
export type ThriftStruct = ReadonlyMap<number, number | boolean | ThriftNested>;
interface ThriftNested extends ReadonlyMap<number, number | boolean | ThriftNested> {}

const DEEPEST = 32;

/**
 * Reads structs in Thrift's compact protocol.
 *
 * @throws {RangeError} where the bytes end, and for types that there are not
 * @see https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export class ThriftReader {
  constructor(
    private readonly view: DataView,
    /** Where the next byte is read. */
    public at: number,
  ) {}

  struct(depth = 0): ThriftStruct {
    if (depth > DEEPEST) throw new RangeError("structs lie too deep in each other");
    const fields = new Map<number, number | boolean | ThriftStruct>();
    for (let id = 0; ;) {
      const byte = this.byte();
      const type = byte & 15;
      if (type === 0) return fields;
      id = byte >> 4 === 0 ? this.integer() : id + (byte >> 4);
      const value = type < 3 ? type === 1 : this.value(type, depth);
      if (value !== undefined) fields.set(id, value);
    }
  }

  /** An integer without sign, seven bits a byte, the lowest first. */
  varint(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 63; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw new RangeError("an integer is too long");
  }

  /** An integer whose sign is its lowest bit. */
  private integer(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  private value(type: number, depth: number): number | ThriftStruct | undefined {
    if (type === 3) return this.byte();
    if (type >= 4 && type <= 6) return this.integer();
    if (type === 7) this.at += 8;
    else if (type === 8) this.skip(this.varint());
    else if (type === 9 || type === 10) this.list(depth);
    else if (type === 12) return this.struct(depth + 1);
    else throw new RangeError(`a field of type ${type} is not known`);
    return undefined;
  }

  private list(depth: number): void {
    const byte = this.byte();
    const length = byte >> 4 === 15 ? this.varint() : byte >> 4;
    const type = byte & 15;
    for (let i = 0; i < length; i++) {
      if (type < 3) this.byte();
      else this.value(type, depth + 1);
    }
  }

  private skip(length: number): void {
    this.at += length;
  }

  private byte(): number {
    return this.view.getUint8(this.at++);
  }
}
