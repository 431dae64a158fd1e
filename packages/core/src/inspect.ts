import { elementTypes } from "@linnet/kernels";
import type { DType } from "./array/dtype.js";
import { type DTypeKind, kindsOf } from "./array/dtype-rules.js";

/** What this library says of itself. */
export interface Inspection {
  /** The version of the Array API standard that the names and rules follow. */
  readonly arrayApiVersion: "2024.12";
  readonly capabilities: {
    /** `slice(x, mask)`. */
    readonly booleanIndexing: boolean;
    /** Operations whose result's shape depends on values. */
    readonly dataDependentShapes: boolean;
    /** The most axes; `null`: any number. */
    readonly maxDimensions: number | null;
  };
  readonly defaultDTypes: {
    readonly "real floating": DType;
    readonly "complex floating": DType;
    readonly integral: DType;
    /** Of positions that operations answer. */
    readonly indexing: DType;
  };
  /** All dtypes of each kind. */
  readonly dtypes: Readonly<Record<DTypeKind, readonly DType[]>>;
}

/**
 * What this library can do, as the Array API's `__array_namespace_info__` tells it: capabilities, default dtypes, and the
 * dtypes of each kind.
 *
 * @example
 * inspect().dtypes["real floating"]; // ["float32", "float64"]
 */
export function inspect(): Inspection {
  const types = Object.values(elementTypes);
  const dtypes = Object.fromEntries(
    Object.entries(kindsOf).map(([name, kinds]) => [
      name,
      types.filter(({ kind }) => kinds.includes(kind)).map((type) => type.name),
    ]),
  ) as Record<DTypeKind, DType[]>; // of the same keys
  return {
    arrayApiVersion: "2024.12",
    capabilities: { booleanIndexing: true, dataDependentShapes: true, maxDimensions: null },
    defaultDTypes: {
      "real floating": "float64",
      "complex floating": "complex128",
      integral: "int32",
      indexing: "int32",
    },
    dtypes,
  };
}
