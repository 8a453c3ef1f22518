// A message of the phone when the order is ready, also where its page is closed. The browser asks once, after a press.

const ASKED = "aiqr-asked-for-messages";

/** Whether messages can come here: the browser has them, and the diner neither refused nor left the question open before. */
export function mayTell() {
  if (!window.isSecureContext || !window.PushManager || !window.Notification || !navigator.serviceWorker) return false;
  return Notification.permission === "granted" || (Notification.permission === "default" && !wasAsked());
}

/** Ask the diner where that is needed, and have this browser told at `path`. Answers whether it will be. */
export async function tell(path, key, language) {
  try {
    noteAsked();
    if ((await Notification.requestPermission()) !== "granted") return false;
    const { endpoint, keys } = (await subscribed(key)).toJSON();
    const { p256dh, auth } = keys;
    const body = JSON.stringify({ endpoint, keys: { p256dh, auth }, language });
    const answer = await fetch(path, { method: "PUT", body, headers: { "Content-Type": "application/json" } });
    return answer.ok;
  } catch {
    return false; // No push service, no network: the open page rings all the same.
  }
}

async function subscribed(key) {
  const { pushManager } = await navigator.serviceWorker.ready;
  const wanted = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await pushManager.subscribe(wanted);
  } catch (error) {
    const old = await pushManager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe(); // It was made for another key.
    return pushManager.subscribe(wanted);
  }
}

function wasAsked() {
  try {
    return localStorage.getItem(ASKED) !== null;
  } catch {
    return true; // Without a memory it would be asked again and again.
  }
}

function noteAsked() {
  localStorage.setItem(ASKED, "yes");
}
