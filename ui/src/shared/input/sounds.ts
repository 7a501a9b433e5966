//! Two sounds for a scan: one that says taken, one that says look.

let context: AudioContext | undefined;

function tone(at: AudioContext, hertz: number, from: number, seconds: number): void {
  const voice = at.createOscillator();
  const volume = at.createGain();
  voice.frequency.value = hertz;
  volume.gain.setValueAtTime(0.0001, from);
  volume.gain.exponentialRampToValueAtTime(0.2, from + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.0001, from + seconds);
  voice.connect(volume).connect(at.destination);
  voice.start(from);
  voice.stop(from + seconds);
}

/** Plays the sound. A machine without sound stays silent: the screen says the same. */
export function sound(which: "good" | "bad"): void {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  const now = context.currentTime;
  if (which === "good") {
    tone(context, 1175, now, 0.09);
  } else {
    tone(context, 233, now, 0.16);
    tone(context, 196, now + 0.19, 0.22);
  }
}
