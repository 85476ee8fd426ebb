// Passkeys: the browser asks the device, we ask the browser. Without a script, or in a
// browser without passkeys, the buttons stay hidden and the password opens as before.

type Bytes = ArrayBuffer;

function bytes(text: string): Bytes {
  const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0)).buffer;
}

function text(data: Bytes | null): string {
  if (data === null) return "";
  const raw = String.fromCharCode(...new Uint8Array(data));
  return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

interface Described {
  id: string;
  type: PublicKeyCredentialType;
}

const described = (list: Described[] | undefined) => (list ?? []).map((one) => ({ type: one.type, id: bytes(one.id) }));

async function post(path: string, body?: unknown): Promise<any> {
  const answer = await fetch(path, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    body: body === undefined ? "{}" : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// create makes a key on the device.
async function create(begin: string, end: string): Promise<string> {
  const { publicKey } = await post(begin);
  const made = (await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: described(publicKey.excludeCredentials),
    },
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  const answer = await post(end, {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject) },
  });
  return answer.next;
}

// sign lets a key of the device sign.
async function sign(begin: string, end: string): Promise<string> {
  const { publicKey } = await post(begin);
  const signed = (await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: described(publicKey.allowCredentials) },
  })) as PublicKeyCredential;
  const response = signed.response as AuthenticatorAssertionResponse;
  const answer = await post(end, {
    id: signed.id,
    rawId: text(signed.rawId),
    type: signed.type,
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  });
  return answer.next;
}

// offerPasskeys shows the buttons where the browser can do what they say.
export function offerPasskeys(): void {
  if (window.PublicKeyCredential === undefined) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-passkey]")) {
    button.hidden = false;
    const failed = document.getElementById(button.dataset["failed"] ?? "");
    button.addEventListener("click", async () => {
      button.disabled = true;
      failed?.setAttribute("hidden", "");
      const act = button.dataset["passkey"] === "create" ? create : sign;
      try {
        location.assign(await act(button.dataset["begin"] ?? "", button.dataset["end"] ?? ""));
      } catch {
        // Cancelled, no key on this device, or refused: one sentence says what to do.
        failed?.removeAttribute("hidden");
        button.disabled = false;
      }
    });
  }
}
