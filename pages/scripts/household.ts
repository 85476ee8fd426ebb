// The sheet of a household. Each cell is saved as it is left; what could not be saved
// stays in this tab through a reload, and no longer: the machines of a ward have many
// users. What others write comes in by itself, and never over what is being typed.

interface Told {
  text: string;
  error?: string;
  warning?: string;
  clash?: boolean;
}
interface Answer {
  state: string;
  saved?: string;
  by?: string;
  cells: Record<string, Told>;
}
type Control = HTMLInputElement | HTMLSelectElement;

const everySeconds = 5;

export function editSheet(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-sheet]");
  if (!form) return;
  showParts(form);
  moveByKeys(form);
  addRows(form);
  if (form.dataset["watch"]) new Sheet(form).begin();
}

class Sheet {
  private readonly kept = "sheet:" + location.pathname;
  private readonly unsaved = new Map<string, string>();
  private sending = false;
  private waiting = false;
  private signedOut = false;

  constructor(private readonly form: HTMLFormElement) {}

  begin(): void {
    this.form.addEventListener("change", (event) => this.changed(event.target));
    // The form as a whole brings everything; nothing is left to be saved by cells.
    this.form.addEventListener("submit", () => sessionStorage.removeItem(this.kept));
    window.addEventListener("online", () => void this.save());
    window.setInterval(() => void this.tick(), everySeconds * 1000);
    this.restore();
  }

  private control(name: string): Control | null {
    const found = this.form.elements.namedItem(name);
    return found instanceof HTMLInputElement || found instanceof HTMLSelectElement ? found : null;
  }

  private was(name: string): HTMLInputElement | null {
    return this.control("was." + name) as HTMLInputElement | null;
  }

  private changed(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    settle(target);
    // Rows of new people are sent whole, with the button.
    if (!/^(h|p\d+)\./.test(target.name)) return;
    this.mark(target.name, valueOf(target));
    void this.save();
  }

  private mark(name: string, value: string): void {
    this.unsaved.set(name, value);
    this.control(name)?.setAttribute("data-unsaved", "");
    this.keep();
  }

  private keep(): void {
    if (this.unsaved.size === 0) sessionStorage.removeItem(this.kept);
    else sessionStorage.setItem(this.kept, JSON.stringify([...this.unsaved]));
  }

  private restore(): void {
    const text = sessionStorage.getItem(this.kept);
    if (!text) return;
    for (const [name, value] of JSON.parse(text) as [string, string][]) {
      const control = this.control(name);
      if (!control) continue;
      setValue(control, value);
      this.mark(name, value);
    }
    void this.save();
  }

  private async tick(): Promise<void> {
    if (document.hidden || this.signedOut) return;
    if (this.unsaved.size > 0) await this.save();
    await this.watch();
  }

  // save sends what is not saved yet. Cells that were refused wait for the next change
  // of theirs.
  private async save(): Promise<void> {
    if (this.sending) {
      this.waiting = true;
      return;
    }
    const names = [...this.unsaved.keys()].filter((name) => this.control(name)?.getAttribute("aria-invalid") !== "true" || this.unsaved.get(name) !== this.control(name)?.dataset["refused"]);
    if (names.length === 0) return;
    this.sending = true;
    this.say("saving");
    try {
      const answer = await this.send(names);
      if (answer) this.take(answer, names);
    } catch {
      this.say("kept");
    }
    this.sending = false;
    if (this.waiting) {
      this.waiting = false;
      await this.save();
    }
  }

  private async send(names: string[]): Promise<Answer | null> {
    const body = new URLSearchParams();
    for (const name of names) {
      body.append("was." + name, this.was(name)?.value ?? "");
      body.append(name, this.unsaved.get(name) ?? "");
    }
    const response = await fetch(this.form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (response.headers.get("Content-Type")?.startsWith("application/json")) return (await response.json()) as Answer;
    // A page instead of an answer: the session is over, or the round was closed.
    this.signedOut = response.status === 403 || response.redirected;
    if (!this.signedOut) throw new Error(response.statusText);
    this.say("signed-out");
    return null;
  }

  private take(answer: Answer, names: string[]): void {
    for (const name of names) {
      const told = answer.cells[name];
      if (!told) continue;
      this.show(name, told);
      const sent = this.unsaved.get(name);
      if (answer.saved && !told.error) {
        const control = this.control(name);
        if (control && valueOf(control) === sent) setValue(control, told.text);
        this.settled(name, told.text);
      } else if (told.error) {
        this.control(name)!.dataset["refused"] = sent ?? "";
        if (told.clash && this.was(name)) this.was(name)!.value = told.text;
      }
    }
    this.form.dataset["state"] = answer.state;
    if (this.unsaved.size > 0) this.say("wrong");
    else this.say("saved", answer.saved);
  }

  private settled(name: string, text: string): void {
    this.unsaved.delete(name);
    this.control(name)?.removeAttribute("data-unsaved");
    const was = this.was(name);
    if (was) was.value = text;
    this.keep();
  }

  // show puts what is wrong with a cell beside it.
  private show(name: string, told: Told): void {
    const control = this.control(name);
    const place = control?.parentElement;
    if (!control || !place) return;
    place.querySelector("#" + CSS.escape(name + "-error"))?.remove();
    place.querySelector("[data-of='" + CSS.escape(name) + "']")?.remove();
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
    if (told.error) {
      const text = note("cell-error", told.error);
      text.id = name + "-error";
      control.after(text);
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", text.id);
    }
    if (told.warning) {
      const text = note("cell-warning", told.warning);
      text.dataset["of"] = name;
      control.after(text);
    }
  }

  // watch brings in what others wrote.
  private async watch(): Promise<void> {
    const state = this.form.dataset["state"] ?? "";
    let response: Response;
    try {
      response = await fetch(this.form.dataset["watch"] + "?state=" + state, { headers: { Accept: "application/json" } });
    } catch {
      if (this.unsaved.size > 0) this.say("kept");
      return;
    }
    if (response.status !== 200 || !response.headers.get("Content-Type")?.startsWith("application/json")) return;
    const answer = (await response.json()) as Answer;
    let came = false;
    for (const [name, told] of Object.entries(answer.cells)) {
      const control = this.control(name);
      const was = this.was(name);
      if (!control || !was || was.value === told.text || this.unsaved.has(name) || control === document.activeElement) continue;
      was.value = told.text;
      setValue(control, told.text);
      control.setAttribute("data-others", "");
      control.title = answer.by ?? "";
      came = true;
    }
    this.form.dataset["state"] = answer.state;
    if (came && answer.by) this.status(answer.by);
  }

  private say(what: string, clock = ""): void {
    const text = this.form.getAttribute("data-" + what) ?? "";
    this.status(text.replace("{n}", String(this.unsaved.size)).replace("{clock}", clock));
  }

  private status(text: string): void {
    const place = this.form.querySelector("[data-sheet-status]");
    if (place) place.textContent = text;
  }
}

function note(kind: string, text: string): HTMLSpanElement {
  const span = document.createElement("span");
  span.className = kind;
  span.textContent = text;
  return span;
}

function valueOf(control: Control): string {
  if (control instanceof HTMLInputElement && control.type === "checkbox") return control.checked ? "x" : "";
  return control.value;
}

// A masked cell shows what it holds as a hint, and stays empty.
function setValue(control: Control, text: string): void {
  if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = text !== "";
  else if (control instanceof HTMLInputElement && text.startsWith("•")) {
    control.placeholder = text;
    control.value = "";
  } else control.value = text;
}

// settle writes what was typed without accents as the list has it.
function settle(control: Control): void {
  if (!(control instanceof HTMLInputElement) || !control.list) return;
  const typed = plain(control.value);
  if (typed === "") return;
  for (const option of control.list.options) {
    if (plain(option.value) === typed) {
      control.value = option.value;
      return;
    }
  }
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
}

// showParts shows one part of the columns at a time.
function showParts(form: HTMLElement): void {
  const parts = form.querySelector<HTMLElement>(".sheet-parts");
  const frame = form.querySelector<HTMLElement>(".sheet-frame");
  if (!parts || !frame) return;
  parts.hidden = false;
  parts.addEventListener("click", (event) => {
    const chip = (event.target as HTMLElement).closest<HTMLElement>("[data-part]");
    if (!chip) return;
    for (const other of parts.querySelectorAll("[data-part]")) other.setAttribute("aria-pressed", String(other === chip));
    frame.dataset["shown"] = chip.dataset["part"] ?? "";
    frame.scrollLeft = 0;
  });
}

// addRows adds a row for one more new person; without a script there are a few.
function addRows(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLElement>("[data-add-row]");
  const rows = form.querySelectorAll<HTMLTableRowElement>(".sheet-new");
  let last = rows[rows.length - 1];
  if (!button || !last) return;
  let n = rows.length;
  button.hidden = false;
  // Of a household that is known the row waits until somebody asks for it.
  if (n === 1 && !last.querySelector("[aria-invalid]") && form.dataset["watch"]) last.hidden = true;
  button.addEventListener("click", () => {
    if (last!.hidden) {
      last!.hidden = false;
      last!.querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
      return;
    }
    const row = last!.cloneNode(true) as HTMLTableRowElement;
    n++;
    for (const one of row.querySelectorAll<HTMLElement>("[name], [id]")) {
      for (const name of ["name", "id"]) {
        const value = one.getAttribute(name);
        if (value) one.setAttribute(name, value.replace(/n\d+\./, `n${n}.`));
      }
      if (one instanceof HTMLInputElement && one.type !== "hidden") setValue(one, "");
    }
    last!.after(row);
    last = row;
    row.querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
  });
}

// moveByKeys goes from cell to cell: Enter and the arrows up and down within a column,
// left and right at the edge of what is typed.
function moveByKeys(form: HTMLFormElement): void {
  form.addEventListener("keydown", (event) => {
    const from = event.target;
    if (!(from instanceof HTMLInputElement || from instanceof HTMLSelectElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = neighbour(from, event);
    if (!to) return;
    event.preventDefault();
    to.focus();
    if (to instanceof HTMLInputElement && to.type !== "checkbox") to.select();
  });
}

function neighbour(from: Control, event: KeyboardEvent): Control | null {
  const row = from.closest("tr");
  if (!row) return null;
  const controls = controlsOf(row);
  const at = controls.indexOf(from);
  switch (event.key) {
    case "Enter":
      return below(row, at, event.shiftKey ? -1 : 1) ?? from;
    case "ArrowDown":
    case "ArrowUp":
      if (from instanceof HTMLSelectElement || (from instanceof HTMLInputElement && from.list && from.value !== "")) return null;
      return below(row, at, event.key === "ArrowDown" ? 1 : -1);
    case "ArrowRight":
      return atEdge(from, false) ? (controls[at + 1] ?? null) : null;
    case "ArrowLeft":
      return atEdge(from, true) ? (controls[at - 1] ?? null) : null;
  }
  return null;
}

function controlsOf(row: Element): Control[] {
  return [...row.querySelectorAll<Control>("input:not([type=hidden]), select")].filter((one) => one.offsetParent !== null);
}

function below(row: Element, at: number, step: number): Control | null {
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  return next ? (controlsOf(next)[at] ?? null) : null;
}

function atEdge(from: Control, start: boolean): boolean {
  if (!(from instanceof HTMLInputElement) || from.type === "checkbox") return true;
  if (from.selectionStart === 0 && from.selectionEnd === from.value.length) return true;
  return start ? from.selectionEnd === 0 : from.selectionStart === from.value.length;
}
