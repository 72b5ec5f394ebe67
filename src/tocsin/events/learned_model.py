"""The tagger: a small encoder in ONNX with its tokenizer, run on one thread's worth of an article at a time."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tocsin.errors import StopRun
from tocsin.events.learned_features import Pieces, flatten, softmax
from tocsin.events.learned_windows import Batch

MAKE = "make them with: python -m training.coder"
FOLDER = Path(str(files("tocsin.resources") / "models" / "coder"))


@dataclass(frozen=True, slots=True)
class Tagger:
    """An open model: `tokenizer` (tokenizers.Tokenizer) and `session` (onnxruntime.InferenceSession)."""

    tokenizer: Any
    session: Any

    def run(self, batch: Batch) -> tuple[Any, Any, Any]:
        """Return the chances of types, modes and statuses, each of shape (windows, pieces, classes)."""
        given = {"ids": batch.ids, "mask": batch.mask, "hints": batch.hints}
        types, modes, statuses = (softmax(scores) for scores in self.session.run(None, given))
        return types, modes, statuses

    def pieces(self, batch: Batch) -> tuple[Any, Pieces]:
        """Return the types' chances in the batch's shape, and all heads' by piece."""
        types, modes, statuses = self.run(batch)
        return types, flatten(batch, types, modes, statuses)


@cache
def open_tagger(folder: Path = FOLDER, threads: int = 1) -> Tagger:
    """Return the tagger in `folder` (model.onnx, tokenizer.json); raises StopRun where a file or package is missing."""
    for name in ("model.onnx", "tokenizer.json", "judge.json", "modes.json"):
        if not (folder / name).is_file():
            raise StopRun(f"the learned coder's file {name} is missing", where="coder 'hybrid'", next_step=MAKE)
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise StopRun(
            f"the package {error.name} is not installed", where="coder 'hybrid'", next_step=f"pip install {error.name}"
        ) from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(folder / "model.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Tagger(tokenizer, session)
