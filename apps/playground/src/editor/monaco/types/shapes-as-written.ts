/**
 * A declaration as people write it: `NDArray<"float32", [2, 4]>`. The compiler says of each shape that it is read-only, as all of
 * them are. Left out is that where a tuple of lengths is an argument of a type which is an array's, or has a dtype before it.
 */
export function shapesAsWritten(declaration: string): string {
  const open: { readonly name: string; hasType: boolean }[] = [];
  return declaration.replaceAll(PARTS, (part) => {
    const inner = open.at(-1);
    if (part === SHAPE) return inner?.hasType === true ? "" : part;
    if (part.endsWith("<")) open.push({ name: part, hasType: part === "NDArray<" });
    else if (OPENING.test(part)) open.push({ name: part, hasType: false });
    else if (CLOSING.test(part)) open.pop();
    else if (DTYPE.test(part) && inner?.name.endsWith("<") === true) inner.hasType = true;
    return part;
  });
}

const SHAPE = "readonly ";
/** Strings; what opens and closes; "readonly" before a tuple of lengths. An arrow closes nothing. */
const PARTS = /"(?:[^"\\]|\\.)*"|=>|\w*<|[>()[\]{}]|\breadonly (?=\[(?:(?:-?\d+|number)(?:, )?)*\])/g;
const OPENING = /^[([{]$/;
const CLOSING = /^[>)\]}]$/;
const DTYPE = /^"(?:float|complex|u?int)\d+"$|^"bool"$/;
