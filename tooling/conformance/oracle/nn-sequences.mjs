// Attention and recurrent networks, after torch.
import { logicalNot, mean } from "@linnet/core";
import { GRU, LSTM, Linear, MultiHeadAttention, RNN, scaledDotProductAttention } from "@linnet/nn";
import { pullBack } from "./pull-back.mjs";

const of = (f) => (inputs, params) => pullBack((xs) => f(xs, params), inputs);

/** The layer and what it may look at. */
function attention({ k, v, key_padding_mask: padding, ...weights }, { num_heads: heads, causal = false }) {
  const outProj = new Linear(weights.out_proj_weight, weights.out_proj_bias);
  const layer = new MultiHeadAttention(weights.in_proj_weight, weights.in_proj_bias, outProj, heads, causal);
  const masks = padding === undefined ? { key: k } : { key: k, keyMask: logicalNot(padding) };
  return { layer, masks, value: v };
}

function multiHead(inputs, params) {
  const attend = (xs) => {
    const { layer, masks, value } = attention(xs, params);
    return layer.attend(xs.q, { ...masks, value });
  };
  const { layer, masks } = attention(inputs, params);
  return { ...pullBack(attend, inputs), attn_weights_mean: mean(layer.weights(inputs.q, masks), { axis: 1 }) };
}

/** A recurrent network of given weights; h0 and c0 are its states. */
const recurrent = (make) =>
  of(({ x, h0, c0, ...weights }, params) => {
    const { output, h, c } = make(weights, params).forward(x, { h: h0, ...(c0 === undefined ? {} : { c: c0 }) });
    return { y: output, h_n: h, ...(c === undefined ? {} : { c_n: c }) };
  });

export const sequences = {
  "nn.scaled_dot_product_attention": of(({ q, k, v }, { causal }) => scaledDotProductAttention(q, k, v, { causal })),
  "nn.multihead_attention": multiHead,
  "nn.rnn": recurrent((w, p) => new RNN(w, p.nonlinearity, p.num_layers, p.bidirectional)),
  "nn.gru": recurrent((w, p) => new GRU(w, p.num_layers, p.bidirectional)),
  "nn.lstm": recurrent((w, p) => new LSTM(w, p.num_layers, p.bidirectional)),
};
