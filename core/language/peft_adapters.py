"""LoRA adapters over a torch model: attached by version, active for one step at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import BadInput, NotFound
from core.language.adapters import read_config

if TYPE_CHECKING:
    from peft import PeftModel
    from transformers import PreTrainedModel


class AdapterLayers:
    """The adapters of one model. Not thread-safe: its owner lets one caller in at a time.

    A version is a stack of adapters, whose deltas add up. peft cannot take dots in a name, so versions are numbered.
    """

    def __init__(self, model: PreTrainedModel) -> None:
        self._model = model
        self._peft: PeftModel | None = None
        self._versions: dict[str, list[str]] = {}
        self._active: list[str] = []
        self._counter = 0

    def check(self, version: str | None) -> None:
        """Raises `NotFound` for a version that is not attached."""
        if version is not None and version not in self._versions:
            raise NotFound(f"The adapter {version!r} is not attached.")

    def attach(self, version: str, folders: Sequence[Path]) -> None:
        """Lay the adapters in `folders` over the model under `version`, replacing what had that name.

        Raises `BadInput` where one does not fit the model.
        """
        names: list[str] = []
        try:
            for folder in folders:
                names.append(f"layer{self._counter}")
                self._counter += 1
                self._add(names[-1], folder)
        except BaseException:
            self._delete(names)
            raise
        finally:
            self._model.eval()
        replaced, self._versions[version] = self._versions.get(version, []), names
        self._delete(replaced)

    def detach(self, version: str) -> None:
        """Take the adapters of a version off the model. Raises `NotFound` for one that is not attached."""
        self.check(version)
        self._delete(self._versions.pop(version))

    def activate(self, version: str | None) -> None:
        """Make the next step one of `version`; without one, of the model as it was."""
        if self._peft is None:
            return
        self.check(version)
        names = self._versions[version] if version is not None else []
        if names == self._active:
            return
        if names:
            self._peft.base_model.enable_adapter_layers()
            self._peft.base_model.set_adapter(names)
        else:
            self._peft.base_model.disable_adapter_layers()
        self._active = names

    def _add(self, name: str, folder: Path) -> None:
        from peft import LoraConfig, PeftModel

        read_config(folder)
        config = LoraConfig.from_pretrained(str(folder))
        config.inference_mode = True
        try:
            if self._peft is None:
                self._peft = PeftModel(self._model, config, adapter_name=name)
            result = self._peft.load_adapter(str(folder), adapter_name=name)
        except (RuntimeError, ValueError, KeyError) as error:
            raise BadInput("The adapter does not fit the model.") from error
        finally:
            # What peft leaves active after loading is its own choice; the next step makes ours.
            self._active = [""]
        if result.unexpected_keys:
            raise BadInput(f"The adapter has {len(result.unexpected_keys)} tensors that the model has no place for.")

    def _delete(self, names: Sequence[str]) -> None:
        for name in names:
            if self._peft is not None and name in self._peft.peft_config:
                self._peft.delete_adapter(name)
        self._active = [""]
