/** Reads text aloud piece by piece, for browsers break off long utterances. */

const PIECE = 220; // characters; Chromium's voices from the network stop after about a quarter of a minute
const PATIENCE = 2_000; // milliseconds for the list of voices to come

/** The voice for a language tag: this very tag, else its language; voices on this machine first. Or null. */
export async function voiceFor(lang) {
  const voices = await voicesSoon();
  const wanted = tag(lang ?? navigator.language);
  const fits = [
    (voice) => tag(voice.lang) === wanted,
    (voice) => tag(voice.lang).split("-")[0] === wanted.split("-")[0],
  ];
  const local = voices.toSorted((one, other) => Number(other.localService) - Number(one.localService));
  return local.find(fits[0]) ?? local.find(fits[1]) ?? null;
}

/** Sentences together up to PIECE characters; one sentence that is longer stays whole. */
export function pieces(text, lang) {
  const found = [];
  for (const { segment } of new Intl.Segmenter(lang || undefined, { granularity: "sentence" }).segment(text)) {
    if (found.length && found.at(-1).length + segment.length <= PIECE) {
      found.push(found.pop() + segment);
    } else {
      found.push(segment);
    }
  }
  return found.map((piece) => piece.trim()).filter(Boolean);
}

/** Speaks one piece; calls `onEnd`, or `onError(code)`. Returns how to stop it, after which neither is called. */
export function speak(piece, { voice, rate }, onEnd, onError) {
  let over = false;
  const utterance = new SpeechSynthesisUtterance(piece);
  Object.assign(utterance, { voice, lang: voice.lang, rate });
  utterance.onend = () => over || onEnd();
  utterance.onerror = ({ error }) => over || onError(error);
  speechSynthesis.speak(utterance);
  return () => {
    over = true;
    speechSynthesis.cancel();
  };
}

async function voicesSoon() {
  if (!globalThis.speechSynthesis) {
    return [];
  }
  if (!speechSynthesis.getVoices().length) {
    await new Promise((resolve) => {
      speechSynthesis.addEventListener("voiceschanged", resolve, { once: true });
      setTimeout(resolve, PATIENCE);
    });
  }
  return [...speechSynthesis.getVoices()];
}

function tag(lang) {
  return lang.replace("_", "-").toLowerCase();
}
