// Attendance is saved at each press; without a script the button below saves all. What
// could not be sent is sent again until it is.

interface Marks {
  saved?: string;
  cells: Record<string, { text: string; error?: string }>;
}

const again = 5000;

export function takeAttendance(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-marks]");
  if (!form) return;
  const unsaved = new Set<string>();
  let sending = false;

  form.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type !== "radio") return;
    unsaved.add(event.target.name);
    void save();
  });
  window.setInterval(() => void save(), again);
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size > 0) event.preventDefault();
  });
  form.addEventListener("submit", () => unsaved.clear());

  async function save(): Promise<void> {
    if (sending || unsaved.size === 0) return;
    sending = true;
    const names = [...unsaved];
    const body = new URLSearchParams();
    const sent = new Map<string, string>();
    for (const name of names) {
      const value = String(new FormData(form!).get(name) ?? "");
      sent.set(name, value);
      body.append("was." + name, was(name)!.value);
      body.append(name, value);
    }
    try {
      const response = await fetch(form!.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!response.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(response.statusText);
      take((await response.json()) as Marks, sent);
    } catch {
      status(form!.dataset["failed"] ?? "");
    }
    sending = false;
  }

  function take(answer: Marks, sent: Map<string, string>): void {
    for (const [name, told] of Object.entries(answer.cells)) {
      was(name)!.value = told.text;
      tell(name, told.error ?? "");
      // Pressed again meanwhile: that goes with the next.
      if (String(new FormData(form!).get(name) ?? "") !== sent.get(name)) continue;
      unsaved.delete(name);
      if (told.error) choose(name, told.text);
    }
    status(answer.saved ?? "");
  }

  function was(name: string): HTMLInputElement | null {
    return form!.querySelector<HTMLInputElement>(`input[name="was.${name}"]`);
  }

  function choose(name: string, value: string): void {
    for (const radio of form!.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) radio.checked = radio.value === value;
  }

  function tell(name: string, text: string): void {
    const place = document.getElementById(name)?.querySelector<HTMLElement>(".cell-error");
    if (!place) return;
    place.textContent = text;
    place.hidden = text === "";
  }

  function status(text: string): void {
    const place = form!.querySelector("[data-marks-status]");
    if (place) place.textContent = text;
  }
}
