"""WhisperX beside faster-whisper, and its aligner on a model made for the test."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.speech.faster_whisper import FasterWhisperRecognizer
from core.speech.recognizer import Segment
from core.speech.whisperx import WhisperXRecognizer, retimed
from core.types import FloatArray, Word
from core.weights.locate import locate

SEGMENT = Segment(10.0, 12.0, "Good morning.", (Word("Good", 10.0, 10.5, 0.9), Word("morning.", 10.6, 12.0, 0.8)))


def test_aligned_words_get_new_times_and_keep_their_probability() -> None:
    found = [{"word": "Good", "start": 0.1, "end": 0.4, "score": 0.3}, {"word": "morning.", "start": 0.7, "end": 1.5}]
    timed = retimed(SEGMENT, found, 10.0)
    assert timed.words == (Word("Good", 10.1, 10.4, 0.9), Word("morning.", 10.7, 11.5, 0.8))
    assert (timed.start, timed.end) == (10.1, 11.5)


@pytest.mark.parametrize(
    "found", [[], [{"word": "Good", "start": 0, "end": 1}], [{"word": "Good"}, {"word": "morning."}]]
)
def test_words_that_were_not_aligned_stay_as_they_were(found: list[dict[str, object]]) -> None:
    assert retimed(SEGMENT, found, 10.0) == SEGMENT


def test_it_is_not_imported_before_it_is_used() -> None:
    code = "import sys; from core.speech.whisperx import WhisperXRecognizer as W; W('x'); print('torch' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


@pytest.mark.models
@pytest.mark.slow
class TestModel:
    def test_it_agrees_with_faster_whisper(self, faster_whisper: FasterWhisperRecognizer, speech: FloatArray) -> None:
        by_whisperx = list(WhisperXRecognizer(locate("whisper-tiny.en")).transcribe(speech))
        by_faster_whisper = list(faster_whisper.transcribe(speech))
        assert [s.text for s in by_whisperx] == [s.text for s in by_faster_whisper]
        for ours, theirs in zip(by_whisperx, by_faster_whisper, strict=True):
            assert ours.start == pytest.approx(theirs.start, abs=0.1)
            assert [w.probability for w in ours.words] == pytest.approx([w.probability for w in theirs.words], abs=0.05)

    def test_telemetry_is_off(self) -> None:
        WhisperXRecognizer(locate("whisper-tiny.en")).warm()
        from pyannote.audio.telemetry.metrics import is_metrics_enabled

        assert os.environ["PYANNOTE_METRICS_ENABLED"] == "false"
        assert not is_metrics_enabled()

    def test_an_aligner_that_is_here_times_the_words(
        self, aligner: Path, faster_whisper: FasterWhisperRecognizer, spoken: list[FloatArray]
    ) -> None:
        """The model is untrained: its times mean nothing, but they are times within the segment, in order."""
        recognizer = WhisperXRecognizer(locate("whisper-tiny.en"), aligners={"en": str(aligner)})
        (aligned,) = recognizer.transcribe(spoken[1])
        (plain,) = faster_whisper.transcribe(spoken[1])
        assert aligned.text == plain.text
        assert [w.start for w in aligned.words] != [w.start for w in plain.words]
        times = [t for w in aligned.words for t in (w.start, w.end)]
        assert times == sorted(times)
        assert plain.start - 0.1 <= times[0] <= times[-1] <= plain.end + 0.1


@pytest.fixture
def aligner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Wav2Vec2 with two small random layers, and a sentence splitter that has learnt nothing."""
    import nltk
    import torch
    from transformers import (
        Wav2Vec2Config,
        Wav2Vec2CTCTokenizer,
        Wav2Vec2FeatureExtractor,
        Wav2Vec2ForCTC,
        Wav2Vec2Processor,
    )

    punkt = tmp_path / "nltk_data" / "tokenizers" / "punkt_tab" / "english"
    punkt.mkdir(parents=True)
    for name in ("abbrev_types.txt", "collocations.tab", "sent_starters.txt", "ortho_context.tab"):
        (punkt / name).touch()
    monkeypatch.setattr(nltk.data, "path", [str(tmp_path / "nltk_data")])
    folder = tmp_path / "aligner"
    folder.mkdir()
    letters = ["<pad>", "<s>", "</s>", "<unk>", "|", *"abcdefghijklmnopqrstuvwxyz'"]
    (folder / "vocab.json").write_text(json.dumps({c: n for n, c in enumerate(letters)}), "utf-8")
    torch.manual_seed(0)
    config = Wav2Vec2Config(
        vocab_size=len(letters), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        conv_dim=(32,) * 7, num_conv_pos_embeddings=16, num_conv_pos_embedding_groups=2,
    )  # fmt: skip
    Wav2Vec2ForCTC(config).save_pretrained(folder)
    tokenizer = Wav2Vec2CTCTokenizer(str(folder / "vocab.json"))
    Wav2Vec2Processor(Wav2Vec2FeatureExtractor(), tokenizer).save_pretrained(folder)
    return folder
