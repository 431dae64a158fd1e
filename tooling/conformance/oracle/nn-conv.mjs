// nn.conv*, nn.*pool*, nn.upsample, nn.unfold, nn.pixel_shuffle, nn.pad: layers of images, after torch.
import {
  AdaptiveAveragePool2d,
  AdaptiveMaxPool2d,
  AveragePool1d,
  AveragePool2d,
  Conv1d,
  Conv2d,
  Conv3d,
  ConvTranspose2d,
  MaxPool1d,
  MaxPool2d,
  Pad2d,
  PixelShuffle,
  Upsample,
  unfold,
} from "@linnet/nn";
import { pullBack } from "./pull-back.mjs";

const map = (f) => (inputs, params) => pullBack(({ x }) => f(x, params), { x: inputs.x, ...cotangentOf(inputs) });
const cotangentOf = ({ gy }) => (gy === undefined ? {} : { gy });

const convolutionBy = (Layer) => (inputs, params) => {
  const { stride, padding, dilation, groups, output_padding: outputPadding } = params;
  const options = { stride, padding, dilation, groups, ...(outputPadding === undefined ? {} : { outputPadding }) };
  return pullBack(({ x, weight, bias }) => new Layer(weight, bias ?? null, options).forward(x), inputs);
};

const poolBy = (Layer) =>
  map((x, { kernel, stride, padding, dilation, ceil_mode: ceilMode, count_include_pad: countIncludePad }) => {
    const options = { stride, padding, dilation, ceilMode, countIncludePad };
    return new Layer(kernel, options).forward(x);
  });

const modes = { constant: "constant", reflect: "reflect", replicate: "edge", circular: "wrap" };

/** Torch names the last axis first. */
function padded(x, { pad: [left, right, top = 0, bottom = 0], mode, value }) {
  const widths = [
    [top, bottom],
    [left, right],
  ];
  return new Pad2d(widths, { mode: modes[mode], value }).forward(x);
}

function resized(x, { scale, mode, align_corners: alignCorners }) {
  return new Upsample(scale, { mode, alignCorners }).forward(x);
}

export const convolutions = {
  "nn.conv1d": convolutionBy(Conv1d),
  "nn.conv2d": convolutionBy(Conv2d),
  "nn.conv3d": convolutionBy(Conv3d),
  "nn.conv_transpose2d": convolutionBy(ConvTranspose2d),
  "nn.max_pool1d": poolBy(MaxPool1d),
  "nn.max_pool2d": poolBy(MaxPool2d),
  "nn.avg_pool1d": poolBy(AveragePool1d),
  "nn.avg_pool2d": poolBy(AveragePool2d),
  "nn.adaptive_avg_pool2d": map((x, { output_size: counts }) => new AdaptiveAveragePool2d(counts).forward(x)),
  "nn.adaptive_max_pool2d": map((x, { output_size: counts }) => new AdaptiveMaxPool2d(counts).forward(x)),
  "nn.upsample": map(resized),
  "nn.pixel_shuffle": map((x, { r }) => new PixelShuffle(r).forward(x)),
  "nn.pad": map(padded),
  "nn.unfold": map((x, { kernel, stride, padding, dilation }) => unfold(x, kernel, { stride, padding, dilation })),
};
