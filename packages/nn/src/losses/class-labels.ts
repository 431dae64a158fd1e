import { DTypeError, type NDArray, astype, minimum } from "@linnet/core";
import { dense, elements, requireArray, unravel, withElements } from "@linnet/core/extend";
import { noClass } from "../ops/label-errors.js";

/**
 * Class indices as int32.
 *
 * @throws {DTypeError} for targets of another kind
 */
export function labelsOf(op: string, targets: NDArray): NDArray {
  const { kind, name } = requireArray(op, "targets", targets).type;
  if (kind !== "int" && kind !== "uint") {
    const hint = 'Convert them: targets.astype("int32").';
    throw new DTypeError(op, "targets must be class indices", { targets: name }, hint);
  }
  if (name === "int32") return targets;
  return astype(name === "uint32" ? minimum(targets, 2 ** 31 - 1) : targets, "int32"); // no class is so large
}

/** Refuses labels that are no class, but for those that are ignored. @throws {IndexError} with the first one's place */
export function requireClasses(op: string, labels: NDArray, classes: number, ignored: number | null): void {
  const source = dense(withElements(labels));
  const data = elements(source.storage, source.type).subarray(source.offset, source.offset + source.size);
  const wrong = data.findIndex((label: number) => label !== ignored && !(label >= 0 && label < classes));
  if (wrong >= 0) throw noClass(op, data[wrong], unravel(wrong, source.shape), classes);
}
