/** A call that must not compile, and the whole sentence that the compiler must show. */
export type Mistake = readonly [code: string, sentence: string];

const broadcast = "dimensions 3 and 4 do not broadcast";

/** Functions of two real arrays that broadcast, of two bool ones, and of two of integers. */
const zipped = {
  "zeros([2, 3]), ones([4])": [
    ..."add sub mul div pow remainder floorDivide maximum minimum hypot atan2 logaddexp copysign nextafter".split(" "),
    ..."complex equal notEqual less lessEqual greater greaterEqual".split(" "),
  ],
  "bools([2, 3]), bools([4])": ["logicalAnd", "logicalOr", "logicalXor"],
  "integers([2, 3]), integers([4])": "And Or Xor LeftShift RightShift".split(" ").map((name) => `bitwise${name}`),
};
const methods = "add sub mul div pow equal notEqual less lessEqual greater greaterEqual".split(" ");

/** Functions of one argument by the shape that they refuse, and what they say of it. */
const refused: readonly (readonly [names: string, argument: string, sentence: string])[] = [
  ["svd svdvals qr lu pinv cond matrixNorm matrixRank", "zeros([3])", "a must have at least two axes"],
  ["cholesky inv det slogdet eigh eigvalsh", "zeros([3])", "a must have at least two axes"],
  ["cholesky inv det slogdet eigh eigvalsh", "zeros([2, 3])", "the last two axes must be equal"],
];

export const mistakes: readonly Mistake[] = [
  ...Object.entries(zipped).flatMap(([operands, names]) =>
    names.map((name): Mistake => [`${name}(${operands});`, `${name}: ${broadcast}`]),
  ),
  ...methods.map((name): Mistake => [`zeros([2, 3]).${name}(ones([4]));`, `${name}: ${broadcast}`]),
  ...refused.flatMap(([names, argument, sentence]) =>
    names.split(" ").map((name): Mistake => [`${name}(${argument});`, `${name}: ${sentence}`]),
  ),
  ["where(bools([2, 3]), ones([2, 3]), ones([4]));", `where: ${broadcast}`],
  ["broadcastShapes([2, 3], [4]);", `broadcastShapes: ${broadcast}`],
  ["broadcastArrays(zeros([2, 3]), zeros([4]));", `broadcastArrays: ${broadcast}`],
  ["cross(zeros([2, 3]), zeros([4, 3]));", "cross: dimensions 2 and 4 do not broadcast"],

  ["matmul(zeros([64, 784]), zeros([100, 10]));", "matmul: inner dimensions 784 and 100 differ"],
  ["zeros([64, 784]).matmul(zeros([100, 10]));", "matmul: inner dimensions 784 and 100 differ"],
  ["matmul(zeros([2, 3]), zeros([4]));", "matmul: inner dimensions 3 and 4 differ"],
  ["matmul(zeros([3]), zeros([4, 2]));", "matmul: inner dimensions 3 and 4 differ"],
  ["matmul(zeros([3]), zeros([4]));", "matmul: inner dimensions 3 and 4 differ"],
  ["matmul(zeros([5, 2, 3]), zeros([4, 3, 2]));", "matmul: dimensions 5 and 4 do not broadcast"],
  ["matmul(zeros([2, 3]), zeros([]));", "matmul: b must have at least one axis"],
  ["matmul(zeros([3]), zeros([]));", "matmul: b must have at least one axis"],
  ["matmul(zeros([]), zeros([3]));", "matmul: a must have at least one axis"],
  ["tensordot(zeros([2, 3]), zeros([4]), { axes: 1 });", "tensordot: dimensions 3 and 4 differ"],
  ["tensordot(zeros([2]), zeros([2]), { axes: 2 });", "tensordot: a must have at least 2 axes"],
  ["tensordot(zeros([2, 3]), zeros([2]), { axes: 2 });", "tensordot: b must have as many axes as are summed"],
  ["tensordot(zeros([2]), zeros([2]), { axes: [[0], []] });", "tensordot: as many axes of a as of b must be given"],
  ["inner(zeros([2, 3]), zeros([4]));", "inner: dimensions 3 and 4 differ"],
  ["inner(zeros([]), zeros([4]));", "inner: a must have at least one axis"],
  ["inner(zeros([4]), zeros([]));", "inner: b must have at least one axis"],
  ["vecdot(zeros([2, 3]), zeros([4]));", "vecdot: dimensions 3 and 4 differ"],
  ["vecdot(zeros([]), zeros([4]));", "vecdot: a must have at least one axis"],
  ["vecdot(zeros([4]), zeros([]));", "vecdot: b must have at least one axis"],
  ["vecdot(zeros([2, 3]), zeros([4, 3]));", "vecdot: dimensions 2 and 4 do not broadcast"],
  ["outer(zeros([2, 3]), zeros([4]));", "outer: a must have one axis"],
  ["outer(zeros([4]), zeros([]));", "outer: b must have one axis"],

  ["einsum('ij,jk->ik', zeros([2, 3]), zeros([4, 5]));", "einsum: index j has lengths 3 and 4"],
  ["einsum('ij->ijk', zeros([2, 3]));", "einsum: output index k is in no operand"],
  ["einsum('i,i', zeros([2]));", "einsum: subscripts name more operands than are given"],
  ["einsum('i', zeros([2]), zeros([2]));", "einsum: subscripts name fewer operands than are given"],
  ["einsum('ij', zeros([2]));", 'einsum: an operand of 1 axes does not fit "ij"'],
  ["einsum('i', zeros([2, 3]));", 'einsum: an operand of 2 axes does not fit "i"'],
  ["einsum('...ij', zeros([2]));", 'einsum: an operand of 1 axes does not fit "...ij"'],
  ["einsum('ij...', zeros([2]));", 'einsum: an operand of 1 axes does not fit "ij..."'],
  ["einsum('i', 3);", "einsum: every operand must be an NDArray"],

  ["zeros([2, 3]).slice('0:1', 0, 0);", "slice: there are more indices than axes"],
  ["zeros([2, 3]).slice(0, '...', 0, 0);", "slice: there are more indices than axes"],
  ["zeros([2]).slice('...', '...');", 'slice: "..." may stand only once'],
  ["zeros([2]).slice([0]);", "slice: an array as an index is taken by the function slice(x, …)"],
  ["zeros([2]).at(0, 0);", "at: there are more indices than axes"],
  ["slice(zeros([2]), 0, 0);", "slice: there are more indices than axes"],
  ["slice(zeros([2, 3]), [0], [0], [0]);", "slice: there are more indices than axes"],
  ["slice(zeros([2, 3]), [0], '...', '...');", 'slice: "..." may stand only once'],
  ["slice(zeros([2, 3]), [0, 1], [0, 1, 2]);", "slice: dimensions 2 and 3 do not broadcast"],
  [
    "slice(zeros([2]), bools([3]));",
    "slice: a mask must have the lengths of the axes that it selects from, not 3 for 2",
  ],

  ["concat([zeros([2, 3]), zeros([2, 4])]);", "concat: dimensions 3 and 4 differ"],
  ["concat([zeros([2, 3]), zeros([2])]);", "concat: arrays must have as many axes"],
  ["concat([zeros([2]), zeros([2, 3])]);", "concat: arrays must have as many axes"],
  ["concat([zeros([2]), 3]);", "concat: every element must be an NDArray"],
  ["stack([zeros([2, 3]), zeros([2, 4])]);", "stack: dimensions 3 and 4 differ"],
  ["squeeze(zeros([2, 3]), 1);", "squeeze: axis 1 must have length 1 and not 3"],
  ["squeeze(zeros([2, 3]), 2);", "squeeze: there is no axis 2"],

  ["solve(eye(3), zeros([4, 2]));", "solve: rows 3 of a and 4 of b differ"],
  ["solve(eye(3), zeros([4]));", "solve: rows 3 of a and 4 of b differ"],
  ["solve(eye(3), zeros([]));", "solve: b must have at least one axis"],
  ["solve(zeros([3]), zeros([3]));", "solve: a must have at least two axes"],
  ["solve(zeros([2, 3]), zeros([2]));", "solve: the last two axes must be equal"],
  ["solve(zeros([2, 1, 3, 3]), zeros([4, 5, 3, 1]));", "solve: dimensions 2 and 4 do not broadcast"],
  ["solveTriangular(eye(3), zeros([4]), 'lower');", "solveTriangular: rows 3 of a and 4 of b differ"],
  ["lstsq(zeros([5, 3]), zeros([4]));", "lstsq: rows 5 of a and 4 of b differ"],
  ["lu(eye(3)).solve(zeros([4]));", "solve: rows 3 of a and 4 of b differ"],
  ["qr(eye(3)).solve(zeros([4]));", "solve: rows 3 of a and 4 of b differ"],
  ["cholesky(eye(3)).solve(zeros([4]));", "solve: rows 3 of a and 4 of b differ"],

  [
    "sequential(Linear.init(rng, 784, 128), new Relu(), Linear.init(rng, 100, 10));",
    "sequential: layer 2 takes 100 features and is given 128",
  ],
  ...["grad", "valueAndGrad", "hessian"].map((name): Mistake => [
    `${name}((x: NDArray<"float64", readonly [3]>) => x.mul(x));`,
    `${name}: f must return a scalar; reduce it with sum or mean`,
  ]),
];
