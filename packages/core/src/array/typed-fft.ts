import type { DType } from "./dtype.js";
import type { Minus, Steps, TupleOf } from "./typed-arithmetic.js";
import type { SetDim } from "./typed-concat.js";
import type { Dim, IsUnranked, Shape } from "./typed-shape.js";

interface Spectra {
  bool: never;
  int8: "complex128";
  uint8: "complex128";
  int16: "complex128";
  uint16: "complex128";
  int32: "complex128";
  uint32: "complex128";
  float32: "complex64";
  float64: "complex128";
  complex64: "complex64";
  complex128: "complex128";
}

interface Signals {
  bool: never;
  int8: "float64";
  uint8: "float64";
  int16: "float64";
  uint16: "float64";
  int32: "float64";
  uint32: "float64";
  float32: "float32";
  float64: "float64";
  complex64: "float32";
  complex128: "float64";
}

/** The complex dtype of a transform of D. */
export type SpectrumOf<D extends DType> = Spectra[D];

/** The real dtype of a transform of D. */
export type SignalOf<D extends DType> = Signals[D];

/** A length that may be left out. */
export type Length = number | undefined;

/** S with N elements along axis A, or as it is when N is left out. */
export type Lined<S extends Shape, A extends number, N extends Length> = [N] extends [undefined]
  ? S
  : SetLength<S, A, N>;

/** S with ⌊N/2⌋ + 1 elements along axis A; N is S's own length when it is left out. */
export type Halved<S extends Shape, A extends number, N extends Length> = SetLength<
  S,
  A,
  HalfOf<[N] extends [undefined] ? LengthAt<S, A> : N>
>;

/** S with N elements along axis A, 2·(m − 1) of its own m when N is left out. */
export type Doubled<S extends Shape, A extends number, N extends Length> = SetLength<
  S,
  A,
  [N] extends [undefined] ? DoubleOf<LengthAt<S, A>> : N
>;

/** The shape of a transform along axes A with lengths L: known where there are no lengths, or one for each axis in order. */
export type Sized<S extends Shape, L, A> = [L] extends [undefined]
  ? S
  : IsUnranked<S> extends true
    ? any
    : [A] extends [undefined]
      ? L extends Shape
        ? L["length"] extends S["length"]
          ? Readonly<L>
          : SomeLengths<S>
        : S
      : SomeLengths<S>;

/** As many axes, of any lengths. */
export type SomeLengths<S extends Shape> = IsUnranked<S> extends true ? any : { readonly [I in keyof S]: number };

type SetLength<S extends Shape, A extends number, N> = number extends A
  ? SomeLengths<S>
  : SetDim<S, A, N extends Dim ? N : number>;

/** The length of axis A, where it is −1 or counted from 0. */
type LengthAt<S extends Shape, A extends number> =
  IsUnranked<S> extends true
    ? number
    : A extends -1
      ? S extends readonly [...Shape, infer N extends Dim]
        ? N
        : number
      : `${A}` extends keyof S
        ? S[`${A}`]
        : number;

/** ⌊N/2⌋ + 1, where N is known and has at most three digits. */
export type HalfOf<N> = N extends number
  ? number extends N
    ? number
    : [TupleOf<`${N}`>] extends [never]
      ? number
      : Steps<[...TupleOf<`${N}`>, 0], [0, 0]>
  : number;

type DoubleOf<N> = N extends number
  ? number extends N
    ? number
    : [TupleOf<`${N}`>] extends [never]
      ? number
      : Twice<Minus<TupleOf<`${N}`>, [0]>>
  : number;

type Twice<T extends 0[]> = [...T, ...T]["length"];
