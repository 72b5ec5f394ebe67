"""The fitted coder as ONNX with int8 weights, about 23 MB."""

import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch.export import Dim

from training.coder.fit import source
from training.coder.network import Coder


def export(model: Coder, folder: Path) -> None:
    """Write model.onnx (dynamic int8 quantisation) and tokenizer.json into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    example = tuple(torch.ones(2, 12, dtype=torch.int64) for _ in range(3))
    axes = {0: Dim("windows", min=1, max=4096), 1: Dim("pieces", min=2, max=512)}
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / "plain.onnx"
        torch.onnx.export(
            model.eval(),
            example,
            str(plain),
            input_names=["ids", "mask", "hints"],
            output_names=["types", "modes", "statuses"],
            dynamic_shapes=(axes, axes, axes),
            dynamo=True,
            external_data=False,
        )
        quantize_dynamic(
            str(plain),
            str(folder / "model.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    shutil.copy(source() / "tokenizer.json", folder / "tokenizer.json")
