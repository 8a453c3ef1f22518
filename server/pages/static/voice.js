// Speaking an order, where the browser can listen. The words appear in the box as they are heard.

/** Let `button` listen and write into `box`; the button stays hidden where the browser cannot. */
export function offerVoice(button, box, language, texts, announce) {
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (!Recognition) return;
  button.hidden = false;
  let listening = null;
  button.addEventListener("click", () => {
    if (listening) listening.stop();
    else listening = listen();
  });

  function listen() {
    const recognition = new Recognition();
    const before = box.value.trim();
    recognition.lang = language;
    recognition.interimResults = true;
    recognition.onresult = (event) => {
      const heard = Array.from(event.results, (result) => result[0].transcript).join(" ");
      box.value = [before, heard.trim()].filter(Boolean).join(", ");
      box.dispatchEvent(new Event("input"));
    };
    recognition.onerror = (event) => {
      if (event.error !== "aborted" && event.error !== "no-speech") announce(texts.noMicrophone, true);
    };
    recognition.onend = () => {
      listening = null;
      button.setAttribute("aria-pressed", "false");
      box.focus();
    };
    button.setAttribute("aria-pressed", "true");
    announce(texts.listening);
    recognition.start();
    return recognition;
  }
}
