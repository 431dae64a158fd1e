// Values and vector-Jacobian products of one function of some inputs.
import { vjp } from "@linnet/autograd";

const isDifferentiable = (x) => x.dtype.startsWith("float");

/**
 * `y` (or the outputs by name), and `grad.<name>` of every input when cotangents are given: `gy` of `y`, `gr` of `r`.
 *
 * @param f takes the inputs as a record, answers an array or a record of arrays
 * @param inputs arrays by name; integers and bools get no gradient
 * @param constants names of float inputs that get no gradient
 */
export function pullBack(f, inputs, constants = []) {
  const cotangents = Object.entries(inputs).filter(([name]) => /^g[a-z]/.test(name));
  const given = Object.entries(inputs).filter(([name]) => !/^g[a-z]/.test(name));
  const isVariable = ([name, x]) => isDifferentiable(x) && !constants.includes(name);
  const variables = Object.fromEntries(given.filter(isVariable));
  const fixed = Object.fromEntries(given.filter((entry) => !isVariable(entry)));
  const outputs = (xs) => {
    const y = f({ ...fixed, ...xs });
    return "layout" in y ? { y } : y;
  };
  if (cotangents.length === 0) return outputs(variables);
  const [values, pull] = vjp(outputs, variables);
  const [gradients] = [pull(Object.fromEntries(cotangents.map(([name, ct]) => [name.slice(1), ct])))].flat();
  return { ...values, ...Object.fromEntries(Object.entries(gradients).map(([name, g]) => [`grad.${name}`, g])) };
}
