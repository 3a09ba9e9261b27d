// Speaks an answer sentence by sentence, and hands-free listens in between: whoever speaks interrupts it.

const RATE = 16000, FRAME = 2048; // samples a second, and in a frame: 0.128 s
const BEFORE = 4, BEGUN = 2, OVER_SPEECH = 3, SILENCE = 9, LONGEST = 460; // frames
const QUIET = 0.012, ABOVE_NOISE = 3; // loudness of a frame, and over that of the room

const player = new Audio();
let said = null; // the number of what was spoken last
let run = 0; // whatever was begun before the last start ends
let ears = null;

export default function ({ parentElement, data, setTriggerValue }) {
  const status = parentElement.querySelector("span"), stop = parentElement.querySelector("button");
  const show = (words, speaking = false) => {
    status.textContent = words;
    stop.hidden = !speaking;
  };

  const hush = () => {
    run += 1;
    player.pause();
    show(ears ? "Listening …" : "");
    if (ears) ears.state = "listening";
  };
  stop.onclick = hush;

  const speak = async (sentences) => {
    const mine = (run += 1);
    if (ears) ears.state = "speaking";
    show("Speaking …", true);
    try {
      for (let at = 0, next = sound(sentences[0]); at < sentences.length; at += 1) {
        const now = await next;
        if (mine !== run) return;
        if (at + 1 < sentences.length) next = sound(sentences[at + 1]); // while this one is heard
        next.catch(() => {});
        await heard(now);
        if (mine !== run) return;
      }
      hush();
    } catch {
      hush();
      show("The voice cannot be heard here.");
    }
  };

  const listen = async () => {
    try {
      ears = await open(show, hush, (recording) => setTriggerValue("heard", recording));
      show("Listening …");
    } catch {
      show("This page may not listen: allow the microphone, and open Vermeil by https or on its own machine.");
    }
  };

  if (data.handsfree && !ears) listen();
  if (!data.handsfree && ears) {
    ears.close();
    ears = null;
    show("");
  }
  if (data.number && data.number !== said) {
    said = data.number;
    if (data.sentences.length) speak(data.sentences);
    else hush();
  }
  return () => {
    run += 1;
    player.pause();
    if (ears) ears.close();
    ears = null;
  };
}

async function sound(text) {
  const body = JSON.stringify({ input: text, response_format: "wav" });
  const answer = await fetch("/v1/audio/speech", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.blob();
}

async function heard(blob) {
  const address = URL.createObjectURL(blob);
  player.src = address;
  const over = new Promise((done, failed) => {
    player.onended = player.onpause = done;
    player.onerror = failed;
  });
  await player.play();
  await over;
  URL.revokeObjectURL(address);
}

// Listens until it is closed. What is said is sent as a WAV file, once it is followed by silence.
async function open(show, hush, send) {
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
  const context = new AudioContext({ sampleRate: RATE });
  const node = context.createScriptProcessor(FRAME, 1, 1);
  const mine = {
    state: "listening",
    close: () => {
      node.disconnect();
      microphone.getTracks().forEach((track) => track.stop());
      context.close();
    },
  };
  let frames = [], loud = 0, quiet = 0, begun = false, noise = QUIET;

  node.onaudioprocess = ({ inputBuffer }) => {
    if (mine.state === "waiting") return;
    const frame = Float32Array.from(inputBuffer.getChannelData(0));
    const loudness = Math.sqrt(frame.reduce((sum, value) => sum + value * value, 0) / frame.length);
    const is_loud = loudness > Math.max(QUIET, ABOVE_NOISE * noise);
    if (!is_loud && !begun) noise = 0.95 * noise + 0.05 * loudness;
    frames.push(frame);
    loud = is_loud ? loud + 1 : 0;
    quiet = is_loud ? 0 : quiet + 1;
    if (!begun) {
      if (loud < (mine.state === "speaking" ? OVER_SPEECH : BEGUN)) {
        frames = frames.slice(-BEFORE);
        return;
      }
      begun = true;
      if (mine.state === "speaking") hush();
      show("Go on, I am listening …");
    } else if (quiet >= SILENCE || frames.length >= LONGEST) {
      mine.state = "waiting"; // for what is spoken next
      show("Thinking …");
      send(base64(wav(frames)));
      [frames, loud, quiet, begun] = [[], 0, 0, false];
    }
  };
  context.createMediaStreamSource(microphone).connect(node);
  node.connect(context.destination); // or else it is not called; it writes silence
  return mine;
}

function wav(frames) {
  const samples = frames.length * FRAME, view = new DataView(new ArrayBuffer(44 + 2 * samples));
  const text = (at, letters) => [...letters].forEach((letter, n) => view.setUint8(at + n, letter.charCodeAt(0)));
  text(0, "RIFF"); view.setUint32(4, 36 + 2 * samples, true); text(8, "WAVEfmt "); view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, RATE, true);
  view.setUint32(28, 2 * RATE, true); view.setUint16(32, 2, true); view.setUint16(34, 16, true);
  text(36, "data"); view.setUint32(40, 2 * samples, true);
  frames.forEach((frame, n) => frame.forEach((value, at) => {
    view.setInt16(44 + 2 * (n * FRAME + at), 32767 * Math.max(-1, Math.min(1, value)), true);
  }));
  return new Uint8Array(view.buffer);
}

function base64(bytes) {
  let letters = "";
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(letters);
}
