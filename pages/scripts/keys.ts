// "/" goes to the search, "p" to another place, "h" to the guide, "?" opens the sheet of keys, "[" and "]" step through years.
// No key works while something is being typed, and none with a modifier: those belong
// to the browser and to the screen reader.
export function listenForKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (act(event.key)) event.preventDefault();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, select, textarea, [contenteditable]") !== null;
}

function act(key: string): boolean {
  switch (key) {
    case "/":
      return follow("[data-key=search]");
    case "p":
      return openMenu("[data-key=place]");
    case "h":
      return follow("[data-key=help]");
    case "[":
      return follow("[data-key=previous-year]");
    case "]":
      return follow("[data-key=next-year]");
    case "?":
      return openSheet();
    default:
      return false;
  }
}

function follow(selector: string): boolean {
  const target = document.querySelector<HTMLElement>(selector);
  if (!target) return false;
  if (target instanceof HTMLInputElement) target.focus();
  else target.click();
  return true;
}

function openMenu(selector: string): boolean {
  const menu = document.querySelector(selector);
  if (!(menu instanceof HTMLDetailsElement)) return false;
  menu.open = true;
  return true;
}

function openSheet(): boolean {
  const sheet = document.getElementById("keys");
  if (!(sheet instanceof HTMLDialogElement) || sheet.open) return false;
  sheet.showModal();
  return true;
}
