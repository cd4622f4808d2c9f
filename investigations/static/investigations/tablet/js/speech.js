/** Reading aloud, on request: one sentence at a time, with a voice that lives on the tablet if there is one. */

const AFTER_CANCEL = 50;
let turn = 0;

/** @returns {boolean} */
export function canSpeak() {
  return "speechSynthesis" in globalThis && "SpeechSynthesisUtterance" in globalThis;
}

export function stop() {
  turn += 1;
  if (canSpeak()) speechSynthesis.cancel();
}

/**
 * @param {string} text
 * @param {string} language of the text
 * @param {() => void} onEnd
 */
export function read(text, language, onEnd) {
  stop();
  const mine = turn;
  const sentences = text.match(/[^.!?…]+[.!?…]*/g)?.map((sentence) => sentence.trim()).filter(Boolean) ?? [];
  const next = () => {
    if (mine !== turn) return;
    const sentence = sentences.shift();
    if (!sentence) return onEnd();
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = language;
    utterance.voice = voiceFor(language);
    utterance.rate = 0.95;
    utterance.onend = utterance.onerror = next;
    speechSynthesis.speak(utterance);
  };
  // Some browsers swallow what is said right after a cancel.
  setTimeout(next, AFTER_CANCEL);
}

/** Voices load late: asked for anew each time. */
function voiceFor(language) {
  const voices = speechSynthesis.getVoices().filter(({ lang }) => lang.toLowerCase().startsWith(language.slice(0, 2)));
  return voices.find(({ localService }) => localService) ?? voices[0] ?? null;
}
