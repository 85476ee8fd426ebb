// A menu is <details>. With a script it also closes by Escape, by a click beside it,
// and when another one opens.
export function closeMenus(): void {
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
      if (!menu.contains(event.target as Node)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  document.addEventListener("toggle", focusFirstField, true);
}

function openMenus(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")];
}

// Opening the place switch means to type a name.
function focusFirstField(event: Event): void {
  const menu = event.target;
  if (!(menu instanceof HTMLDetailsElement) || !menu.open) return;
  if (!menu.classList.contains("menu")) return;
  menu.querySelector<HTMLInputElement>("input[type=search]")?.focus();
}
