/* Reading a story aloud, by a voice that lives on the device: what a child hears is asked of nobody else. */

const LANGUAGE = "fr";
const NOW = "is-read";

/** @returns {SpeechSynthesisVoice | undefined} */
function ownVoice() {
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService && voice.lang.startsWith(LANGUAGE));
  return voices.find((voice) => voice.default) ?? voices[0];
}

/** @param {HTMLElement} room */
function offer(room) {
  const parts = [...document.querySelectorAll(".story__title, [data-aloud], .story__body > .prose")];
  const play = room.querySelector("[data-play]");
  const word = room.querySelector("[data-play-word]");
  const stop = room.querySelector("[data-stop]");
  let at = -1;
  let paused = false;
  // Of each start of its own: what the browser still tells of an earlier one is let go.
  let turn = 0;

  function say(state) {
    word.textContent = play.dataset[state];
    stop.hidden = state === "listen";
  }

  function mark(place) {
    for (const [number, part] of parts.entries()) part.classList.toggle(NOW, number === place);
  }

  function end() {
    turn += 1;
    at = -1;
    paused = false;
    speechSynthesis.cancel();
    mark(-1);
    say("listen");
  }

  function next() {
    at += 1;
    if (at >= parts.length) {
      end();
      return;
    }
    const mine = turn;
    const words = new SpeechSynthesisUtterance(parts[at].innerText);
    words.lang = "fr-FR";
    words.voice = ownVoice() ?? null;
    words.rate = 0.95;
    words.onend = () => mine === turn && next();
    words.onerror = () => mine === turn && end();
    mark(at);
    speechSynthesis.speak(words);
  }

  play.addEventListener("click", () => {
    if (at < 0) {
      say("pause");
      next();
    } else if (paused) {
      paused = false;
      speechSynthesis.resume();
      say("pause");
    } else {
      paused = true;
      speechSynthesis.pause();
      say("resume");
    }
  });
  stop.addEventListener("click", end);
  window.addEventListener("pagehide", end);
  room.hidden = false;
}

const room = document.querySelector("[data-read-aloud]");
if (room && "speechSynthesis" in window) {
  // Some browsers know their voices only a moment later.
  const look = () => room.hidden && ownVoice() && offer(room);
  look();
  speechSynthesis.addEventListener("voiceschanged", look);
}
