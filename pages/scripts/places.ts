// The place in the head is switched by typing: the list under the field follows the
// letters, arrows choose in it, Enter goes there. Without a script, or where the list
// cannot be fetched, the form leads to the search instead.
export function switchPlaces(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-places]")) offer(field);
}

const pause = 120; // a quick typist asks once

function offer(field: HTMLInputElement): void {
  const list = document.getElementById(field.dataset["places"]!);
  if (!list) return;
  let waiting = 0;
  let asked = 0;
  let chosen = -1;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  close();

  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void fetchOptions(), pause);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  // Enter sends the form; where a place is chosen it leads there instead.
  field.form?.addEventListener("submit", go);

  function options(): HTMLElement[] {
    return list!.hidden ? [] : [...list!.querySelectorAll<HTMLElement>("[role=option][data-href]")];
  }

  async function fetchOptions(): Promise<void> {
    const turn = ++asked;
    if (field.value.trim() === "") return close();
    const address = new URL(field.dataset["find"]!, location.href);
    address.searchParams.set("q", field.value);
    try {
      const response = await fetch(address);
      if (!response.ok || response.redirected) return close();
      const body = await response.text();
      // An answer to fewer letters may come after that to more.
      if (turn !== asked) return;
      list!.innerHTML = body;
      list!.hidden = false;
      field.setAttribute("aria-expanded", "true");
      mark(options().length > 0 ? 0 : -1);
    } catch {
      close();
    }
  }

  function close(): void {
    list!.hidden = true;
    field.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function choose(step: number): void {
    const all = options();
    if (all.length > 0) mark((chosen + step + all.length) % all.length);
  }

  function mark(index: number): void {
    chosen = index;
    field.removeAttribute("aria-activedescendant");
    for (const [i, option] of options().entries()) {
      option.setAttribute("aria-selected", String(i === index));
      if (i === index) field.setAttribute("aria-activedescendant", option.id);
    }
  }

  function go(event: Event): void {
    const href = options()[chosen]?.dataset["href"];
    if (!href) return;
    event.preventDefault();
    location.assign(href);
  }

  list.addEventListener("click", (event) => {
    const href = (event.target as HTMLElement).closest<HTMLElement>("[role=option]")?.dataset["href"];
    if (href) location.assign(href);
  });
}
