// ONNX Runtime Web on one thread. A model is one node, C = op(A, B); its API copies inputs in and the result out.
import * as ort from "onnxruntime-web/wasm";

ort.env.wasm.numThreads = 1;

export const tasks = {
  "matmul-f32": ({ n, a, b }) => binary("MatMul", [n, n], a, b),
  "add-million": ({ a, b }) => binary("Add", [a.length], a, b),
};

async function binary(operator, shape, a, b) {
  const session = await ort.InferenceSession.create(model(operator, shape.length));
  const feeds = { A: new ort.Tensor("float32", a, shape), B: new ort.Tensor("float32", b, shape) };
  return () => session.run(feeds);
}

/** The protocol buffers of an ONNX model, field numbers from onnx.proto: ModelProto { ir_version, graph, opset_import }. */
function model(operator, rank) {
  const node = message(1, [text(1, "A"), text(1, "B"), text(2, "C"), text(4, operator)]);
  const graph = [node, text(2, "binary"), value(11, "A", rank), value(11, "B", rank), value(12, "C", rank)];
  return Uint8Array.from([varint(1, 8), message(7, graph), message(8, [varint(2, 17)])].flat());
}

/** ValueInfoProto: a float tensor (elem_type 1) of this rank whose dimensions are open. */
function value(field, name, rank) {
  const dimensions = Array.from({ length: rank }, (_, axis) => message(1, [text(2, `${name}${axis}`)]));
  return message(field, [text(1, name), message(2, [message(1, [varint(1, 1), message(2, dimensions)])])]);
}

function varint(field, number) {
  return [field << 3, ...base128(number)];
}

function text(field, string) {
  return [(field << 3) | 2, ...base128(string.length), ...Buffer.from(string)];
}

function message(field, parts) {
  const bytes = parts.flat();
  return [(field << 3) | 2, ...base128(bytes.length), ...bytes];
}

function base128(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...base128(number >>> 7)];
}
