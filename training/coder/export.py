"""The fitted coder as ONNX with int8 weights, about 23 MB."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.export import Dim

from training.coder.fit import source
from training.coder.network import Coder


class _Shipped(nn.Module):
    """The coder with the states of its frozen layers as a further output, which the role tagger starts from."""

    def __init__(self, model: Coder) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor, hints: Tensor) -> tuple[Tensor, ...]:
        states = self.model.lower(ids, mask)
        return (*self.model.upper(states, mask, hints), states)


def quantised(model: nn.Module, example: Mapping[str, Tensor], shapes: Any, outputs: Sequence[str], path: Path) -> None:
    """Write a model as ONNX with int8 weights (dynamic quantisation); `shapes` are the inputs' moving axes."""
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / "plain.onnx"
        torch.onnx.export(
            model.eval(),
            tuple(example.values()),
            str(plain),
            input_names=list(example),
            output_names=list(outputs),
            dynamic_shapes=shapes,
            dynamo=True,
            external_data=False,
        )
        quantize_dynamic(
            str(plain),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )


def export(model: Coder, folder: Path) -> None:
    """Write model.onnx and tokenizer.json into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    example = {name: torch.ones(2, 12, dtype=torch.int64) for name in ("ids", "mask", "hints")}
    axes = {0: Dim("windows", min=1, max=4096), 1: Dim("pieces", min=2, max=512)}
    outputs = ("types", "modes", "statuses", "states")
    quantised(_Shipped(model), example, (axes, axes, axes), outputs, folder / "model.onnx")
    shutil.copy(source() / "tokenizer.json", folder / "tokenizer.json")
