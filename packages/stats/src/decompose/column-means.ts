import { type NDArray, mean, where } from "@linnet/core";
import { constantColumns } from "../prepare/table.js";

/** Means of the columns, `[p]`; of a constant column the constant itself, beside which rounding would leave the mean. */
export function columnMeans(data: NDArray): NDArray {
  return where(constantColumns(data), data.at(0) as NDArray, mean(data, { axis: 0 }));
}
