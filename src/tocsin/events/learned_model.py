"""The tagger: a small encoder in ONNX with its tokenizer, run on one thread's worth of an article at a time."""

from dataclasses import dataclass, field
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
    """An open model: `tokenizer` (tokenizers.Tokenizer) and `session` (onnxruntime.InferenceSession).

    `recent` keeps the lower layers' states of the batch that was read last, for whoever starts from them.
    """

    tokenizer: Any
    session: Any
    recent: dict[bytes, Any] = field(default_factory=dict, compare=False)

    def run(self, batch: Batch) -> tuple[Any, Any, Any]:
        """Return the chances of types, modes and statuses, each of shape (windows, pieces, classes)."""
        *scores, states = self.session.run(["types", "modes", "statuses", "states"], _inputs(batch))
        self._keep(batch, states)
        types, modes, statuses = map(softmax, scores)
        return types, modes, statuses

    def states(self, batch: Batch) -> Any:
        """Return what the lower, pretrained layers make of each piece, hints unread: (windows, pieces, 384)."""
        known = self.recent.get(batch.ids.tobytes())
        if known is not None:
            return known
        from onnxruntime import RunOptions

        options = RunOptions()
        options.only_execute_path_to_fetches = True
        states = self.session.run(["states"], _inputs(batch), options)[0]
        self._keep(batch, states)
        return states

    def _keep(self, batch: Batch, states: Any) -> None:
        self.recent.clear()
        self.recent[batch.ids.tobytes()] = states

    def pieces(self, batch: Batch) -> tuple[Any, Pieces]:
        """Return the types' chances in the batch's shape, and all heads' by piece."""
        types, modes, statuses = self.run(batch)
        return types, flatten(batch, types, modes, statuses)


def _inputs(batch: Batch) -> dict[str, Any]:
    return {"ids": batch.ids, "mask": batch.mask, "hints": batch.hints}


def open_session(path: Path, threads: int) -> Any:
    """Return a model (onnxruntime.InferenceSession) that runs on so many threads of the processor."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])


@cache
def open_tagger(folder: Path = FOLDER, threads: int = 1) -> Tagger:
    """Return the tagger in `folder` (model.onnx, tokenizer.json); raises StopRun where a file or package is missing."""
    for name in ("model.onnx", "tokenizer.json", "judge.json", "modes.json"):
        if not (folder / name).is_file():
            raise StopRun(f"the learned coder's file {name} is missing", where="coder 'hybrid'", next_step=MAKE)
    try:
        import onnxruntime  # noqa: F401
        from tokenizers import Tokenizer
    except ImportError as error:
        raise StopRun(
            f"the package {error.name} is not installed", where="coder 'hybrid'", next_step=f"pip install {error.name}"
        ) from None
    session = open_session(folder / "model.onnx", threads)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Tagger(tokenizer, session)
