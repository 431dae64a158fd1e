"""Writes small checkpoints as PyTorch and Hugging Face name them, by the `safetensors` package, for the tests of loadModel.

Needs NumPy and safetensors (`pip install safetensors`). Values are integers below 2¹¹ over 16: exact in float16 and, where
they are below 2⁸, in bfloat16.
"""

import base64
import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save

TARGET = Path(__file__).resolve().parents[2] / "packages/nn/src/fixtures/named-checkpoints.json"


def ramp(shape, start=0, dtype=np.float32):
    size = int(np.prod(shape))
    return ((np.arange(size) + start).reshape(shape) / 16).astype(dtype)


def bfloat16(tensors):
    """A file of bfloat16, which NumPy has not: the upper halves of float32, under a header of their own."""
    header, data = {}, b""
    for name, x in tensors.items():
        bits = x.astype(np.float32).view(np.uint32)
        assert not np.any(bits & 0xFFFF), "exact"
        part = (bits >> 16).astype(np.uint16).tobytes()
        header[name] = {"dtype": "BF16", "shape": list(x.shape), "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


def main():
    torch_named = {
        "encoder.0.attn.in_proj_weight": ramp((6, 2)),
        "encoder.0.attn.in_proj_bias": ramp((6,), 100),
        "encoder.1.attn.in_proj_weight": ramp((6, 2), 200),
        "encoder.1.attn.in_proj_bias": ramp((6,), 300),
        "norm.running_mean": ramp((2,), 400),
        "norm.num_batches_tracked": np.array(7, dtype=np.int64),
        "head.weight": ramp((3, 2), 500),
        "head.bias": ramp((3,), 600),
    }
    # GPT-2 keeps weights as [in, out], and writes an embedding that the head shares once
    gpt = {
        "transformer.h.0.attn.c_attn.weight": ramp((2, 6)),
        "transformer.h.0.attn.c_attn.bias": ramp((6,), 100),
        "transformer.wte.weight": ramp((5, 2), 200),
    }
    shards = {"model-00001-of-00002.safetensors": {"a.weight": ramp((2, 2))}, "model-00002-of-00002.safetensors": {"b.weight": ramp((2,), 50)}}
    index = {"metadata": {"total_size": 24}, "weight_map": {name: file for file, part in shards.items() for name in part}}
    files = {
        "torch": save(torch_named, metadata={"format": "pt"}),
        "gpt": save({name: x.astype(np.float16) for name, x in gpt.items()}),
        "bfloat16": bfloat16({"weight": ramp((3, 2)), "bias": ramp((3,), 40)}),
        **{name: save(part) for name, part in shards.items()},
        "model.safetensors.index.json": json.dumps(index).encode(),
    }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps({name: base64.b64encode(file).decode() for name, file in files.items()}, indent=2) + "\n")


if __name__ == "__main__":
    main()
