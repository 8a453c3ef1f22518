// Three rising tones. A browser lets a page sound only after somebody has pressed something in it.

let context = null;

/** Whether this browser can sound. */
export const canSound = () => Boolean(window.AudioContext);

/** Whether the sound is on. */
export const isSounding = () => context !== null;

/** Switch the sound on or off; call it from a press. */
export function toggleSound() {
  if (context) context.close();
  context = context ? null : new AudioContext();
}

/** Sound where the sound is on. */
export function chime() {
  if (!context) return;
  [0, 0.25, 0.5].forEach((after, i) => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const start = context.currentTime + after;
    tone.frequency.value = [660, 880, 1100][i];
    volume.gain.setValueAtTime(0.25, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.6);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.6);
  });
}
